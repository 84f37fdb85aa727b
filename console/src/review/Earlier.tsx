import { useQuery } from '@tanstack/react-query'
import { reviewsQuery } from '../api/queries.ts'
import type { Reviewed, Task } from '../api/types.ts'
import { Card } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { Ago } from '../shared/Time.tsx'
import { short } from '../shared/words.ts'

const verbs: Readonly<Record<Reviewed['verdict'], string>> = {
  approve: 'approved',
  reject: 'rejected',
  request_changes: 'requested changes',
  comment: 'commented',
}

/** What people said about earlier trees and this one; nothing while nobody has. */
export function Earlier({ task }: { task: Task }) {
  const reviews = useQuery(reviewsQuery(task.id)).data?.reviews ?? []
  if (reviews.length === 0) return null
  return (
    <Card title="Reviews so far">
      <ul className="flex flex-col gap-2.5">
        {reviews.map((said) => (
          <li key={said.at + said.by} className="wrap-anywhere">
            <p>
              <strong>
                <PlainText>{said.by}</PlainText>
              </strong>{' '}
              {verbs[said.verdict]}
            </p>
            {said.summary && (
              <p className="line-clamp-6 whitespace-pre-wrap">
                <PlainText>{said.summary}</PlainText>
              </p>
            )}
            <p className="text-xs text-soft">
              <Ago at={said.at} />
              {said.tree && (
                <>
                  , tree <code>{short(said.tree)}</code>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
