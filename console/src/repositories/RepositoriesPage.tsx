import { Page } from '../shared/Page.tsx'
import { EmptyState } from '../shared/States.tsx'

export default function RepositoriesPage() {
  return (
    <Page title="Repositories">
      <EmptyState title="Not available in this version" />
    </Page>
  )
}
