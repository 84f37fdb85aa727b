import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { reviewTask } from '../api/commands.ts'
import { remember } from '../api/live.ts'
import { isConflict } from '../api/problem.ts'
import type { ReviewRequest } from '../api/types.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { Choice, TextArea } from '../shared/Field.tsx'
import { paths } from '../shared/paths.ts'
import { useStored } from '../shared/useStored.ts'
import { placeText } from './Comments.tsx'
import type { DialogProps } from './DecideDialogs.tsx'
import { reviewOf } from './draft.ts'
import { Moved } from './Moved.tsx'

/** Sends everything that was written in one batch. */
export function ReviewDialog({ task, tree, review, onReload, onClose }: DialogProps) {
  const [verdict, setVerdict] = useState<ReviewRequest['verdict']>('request_changes')
  const [summary, setSummary] = useStored(`summary:${task.id}`, '')
  const client = useQueryClient()
  const navigate = useNavigate()
  const send = useMutation({
    mutationFn: () => reviewTask(task.id, reviewOf(verdict, tree, summary, review.comments)),
    onSuccess: (outcome) => {
      review.clear()
      setSummary('')
      remember(client, outcome.task)
      onClose()
      if (verdict === 'request_changes') void navigate(paths.task(task.id))
    },
  })
  if (isConflict(send.error)) return <Moved error={send.error} onReload={onReload} onClose={onClose} />
  return (
    <Confirm
      title="Send your review"
      verb={verdict === 'comment' ? 'Send comments' : 'Request changes'}
      pending={send.isPending}
      disabled={summary.trim() === '' && review.comments.length === 0}
      error={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <Choice
        label="What should happen"
        value={verdict}
        onChange={(event) => setVerdict(event.target.value as ReviewRequest['verdict'])}
      >
        <option value="request_changes">Send it back: the agent works on the comments</option>
        <option value="comment">Only keep the comments; nothing else happens</option>
      </Choice>
      <TextArea label="Summary" rows={3} maxLength={20_000} value={summary} onChange={(e) => setSummary(e.target.value)} />
      {review.comments.length > 0 && (
        <ul className="flex max-h-52 flex-col gap-1 overflow-y-auto text-xs">
          {review.comments.map((comment) => (
            <li key={comment.id} className="wrap-anywhere">
              <code>{comment.path}</code> <span className="text-soft">{placeText(comment)}:</span> {comment.text}
            </li>
          ))}
        </ul>
      )}
    </Confirm>
  )
}
