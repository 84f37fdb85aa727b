import { Page } from '../shared/Page.tsx'
import { EmptyState } from '../shared/States.tsx'

export default function SystemPage() {
  return (
    <Page title="System">
      <EmptyState title="Not available in this version" />
    </Page>
  )
}
