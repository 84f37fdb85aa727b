import { Link } from 'react-router'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { EmptyState } from '../shared/States.tsx'

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <EmptyState title="There is no screen at this address">
        <Link className="text-accent underline" to={paths.inbox()}>
          Go to the inbox
        </Link>
      </EmptyState>
    </Page>
  )
}
