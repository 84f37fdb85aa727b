import { Page } from '../shared/Page.tsx'
import { EmptyState } from '../shared/States.tsx'

export default function LearningsPage() {
  return (
    <Page title="Learnings">
      <EmptyState title="Not available in this version" />
    </Page>
  )
}
