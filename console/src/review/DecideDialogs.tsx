import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { decide } from '../api/commands.ts'
import { remember } from '../api/live.ts'
import { isConflict } from '../api/problem.ts'
import type { Task } from '../api/types.ts'
import { standing } from '../shared/approvals.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { TextArea } from '../shared/Field.tsx'
import { paths } from '../shared/paths.ts'
import { Notice } from '../shared/States.tsx'
import { plural, short } from '../shared/words.ts'
import { Moved } from './Moved.tsx'
import type { Review } from './useReview.ts'
import { passed } from '../shared/outcome.ts'

export interface DialogProps {
  readonly task: Task
  readonly tree: string
  readonly review: Review
  readonly onReload: () => void
  readonly onClose: () => void
}

function useDecision({ task, tree, onClose }: DialogProps, approved: boolean) {
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const navigate = useNavigate()
  const decision = useMutation({
    mutationFn: () => decide(task.id, { approved, tree, reason: reason.trim(), evidence: evidenceOf(task, tree) }),
    onSuccess: (outcome) => {
      remember(client, outcome.task)
      onClose()
      void navigate(paths.task(task.id))
    },
  })
  return { reason, setReason, decision }
}

/** What was on the page; of another tree it is no ground to decide on. */
function evidenceOf({ result }: Task, tree: string): string | undefined {
  return result?.verification?.tree === tree ? result.verification.hash : undefined
}

export function ApproveDialog(props: DialogProps) {
  const { task, tree, review, onReload, onClose } = props
  const { reason, setReason, decision } = useDecision(props, true)
  if (isConflict(decision.error)) return <Moved error={decision.error} onReload={onReload} onClose={onClose} />
  const evidence = task.result?.verification
  return (
    <Confirm
      title="Approve and land this?"
      verb="Approve"
      pending={decision.isPending}
      error={decision.error}
      onConfirm={() => decision.mutate()}
      onClose={onClose}
    >
      <p>
        Exactly tree <code>{short(tree)}</code> lands on <strong>{task.targetBranch ?? 'the target branch'}</strong> of{' '}
        <strong>{task.repository ?? 'the repository'}</strong>.
        {task.approvalsRequired > 1 &&
          ` ${plural(task.approvalsRequired, 'approval')} are needed; ${standing(task).length} given so far.`}
      </p>
      {(!evidence || passed(evidence) !== true) && (
        <Notice tone="waiting">The service has not seen all checks pass. Approve only what you have checked yourself.</Notice>
      )}
      {review.comments.length > 0 && (
        <Notice tone="waiting">
          {plural(review.comments.length, 'comment')} would not be sent. To send them, request changes instead.
        </Notice>
      )}
      <TextArea
        label="Reason (optional)"
        rows={2}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Confirm>
  )
}

export function RejectDialog(props: DialogProps) {
  const { reason, setReason, decision } = useDecision(props, false)
  if (isConflict(decision.error)) return <Moved error={decision.error} {...props} />
  return (
    <Confirm
      title="Reject this work?"
      verb="Reject"
      danger
      pending={decision.isPending}
      disabled={reason.trim() === ''}
      error={decision.error}
      onConfirm={() => decision.mutate()}
      onClose={props.onClose}
    >
      <p>The branch is discarded and the task ends. To have it done better, request changes instead.</p>
      <TextArea
        label="Reason"
        hint="Kept with the task; later tasks learn from it."
        rows={3}
        required
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Confirm>
  )
}
