import { Page } from '../shared/Page.tsx'
import { EmptyState } from '../shared/States.tsx'

export default function AuditPage() {
  return (
    <Page title="Audit">
      <EmptyState title="Not available in this version" />
    </Page>
  )
}
