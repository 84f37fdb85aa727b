import type { Task } from '../api/types.ts'
import { standing } from './approvals.ts'
import { PlainText } from './PlainText.tsx'
import { Ago } from './Time.tsx'
import { instantText, plural, short } from './words.ts'

/** Why a person has to decide, who has decided already, and until when; nothing if nothing is to be said. */
export function Gate({ task }: { task: Task }) {
  const reasons = task.approvalReasons ?? []
  const given = standing(task)
  return (
    <>
      {reasons.length > 0 && (
        <div>
          <p className="font-semibold">Why a person has to decide</p>
          <ul className="list-disc pl-5">
            {reasons.map((reason) => (
              <li key={reason} className="wrap-anywhere">
                <PlainText>{reason}</PlainText>
              </li>
            ))}
          </ul>
        </div>
      )}
      {task.approvalsRequired > 1 && (
        <p>
          {given.length} of {plural(task.approvalsRequired, 'approval')} given
          {given.length > 0 && `, by ${given.map((approval) => approval.by).join(', ')}`}. Each has to be another person’s.
        </p>
      )}
      {task.approvalDeadline && <p>Rejected by itself on {instantText(task.approvalDeadline)}, unless somebody decides before.</p>}
    </>
  )
}

/** Who approved which tree, on what evidence. */
export function Approvals({ task }: { task: Task }) {
  if (task.approvals.length === 0) return null
  return (
    <ul className="flex flex-col gap-1.5">
      {task.approvals.map((approval) => (
        <li key={approval.by + approval.at} className="wrap-anywhere">
          {approval.by}, <Ago at={approval.at} />
          {approval.reason && (
            <span className="block text-xs">
              “<PlainText>{approval.reason}</PlainText>”
            </span>
          )}
          <span className="block text-xs text-soft">
            tree <code>{short(approval.tree)}</code>
            {approval.carriedOver && ', carried over, as the diff is the same byte for byte'}
            {!approval.stands && ', of what waited before; it counts no more'}
          </span>
        </li>
      ))}
    </ul>
  )
}
