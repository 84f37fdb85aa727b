import { useState } from 'react'
import { may } from '../api/may.ts'
import type { Task } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { useKeys } from '../shared/useKeys.ts'
import { ApproveDialog, RejectDialog } from './DecideDialogs.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import type { Review } from './useReview.ts'

type Question = 'approve' | 'reject' | 'review'

interface Props {
  readonly task: Task
  readonly tree: string
  readonly review: Review
  readonly onReload: () => void
}

/** The decision, of exactly the tree that is shown. */
export function Decisions({ task, tree, review, onReload }: Props) {
  const [asking, setAsking] = useState<Question | null>(null)
  const ask = (question: Question, allowed: boolean) => allowed && setAsking(question)
  useKeys({
    a: () => ask('approve', may.approve(task)),
    r: () => ask('reject', may.reject(task)),
  })
  const shared = { task, tree, review, onReload, onClose: () => setAsking(null) }
  return (
    <>
      {may.approve(task) && (
        <Button kind="main" onClick={() => setAsking('approve')}>
          Approve
        </Button>
      )}
      {may.review(task) && (
        <Button onClick={() => setAsking('review')}>
          Request changes{review.comments.length > 0 && ` (${review.comments.length})`}
        </Button>
      )}
      {may.reject(task) && (
        <Button kind="danger" onClick={() => setAsking('reject')}>
          Reject
        </Button>
      )}
      {asking === 'approve' && <ApproveDialog {...shared} />}
      {asking === 'reject' && <RejectDialog {...shared} />}
      {asking === 'review' && <ReviewDialog {...shared} />}
    </>
  )
}
