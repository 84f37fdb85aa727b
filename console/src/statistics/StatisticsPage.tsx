import { Page } from '../shared/Page.tsx'
import { EmptyState } from '../shared/States.tsx'

export default function StatisticsPage() {
  return (
    <Page title="Statistics">
      <EmptyState title="Not available in this version" />
    </Page>
  )
}
