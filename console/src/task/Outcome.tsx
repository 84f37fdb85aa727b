import { Link } from 'react-router'
import type { Task } from '../api/types.ts'
import { Gate } from '../shared/Gate.tsx'
import { passed } from '../shared/outcome.ts'
import { PlainText } from '../shared/PlainText.tsx'
import { paths } from '../shared/paths.ts'
import { Notice } from '../shared/States.tsx'
import { Ago } from '../shared/Time.tsx'

/** What became of the task and what a person can do about it; nothing while all is well and under way. */
export function Outcome({ task }: { task: Task }) {
  if (task.paused) {
    return (
      <Notice tone="waiting">
        <p>
          Paused by {task.paused.by}, <Ago at={task.paused.at} />. It keeps its place and goes on when told to.
        </p>
      </Notice>
    )
  }
  if (task.error) {
    return (
      <Notice tone="bad">
        <p className="font-semibold wrap-anywhere">
          <PlainText>{task.error}</PlainText>
        </p>
        {task.errorDetail?.remedy && (
          <p className="wrap-anywhere">
            <PlainText>{task.errorDetail.remedy}</PlainText>
          </p>
        )}
      </Notice>
    )
  }
  return <Ending task={task} />
}

function isVerified({ result }: Task): boolean {
  return result?.verification ? passed(result.verification) === true : false
}

function Ending({ task }: { task: Task }) {
  switch (task.status) {
    case 'pending_approval':
      return (
        <Notice tone="waiting">
          <p>
            {isVerified(task) ? 'The work is done and verified.' : 'The work is done, but not shown to hold.'}{' '}
            <Link className="font-semibold underline" to={paths.review(task.id)}>
              Review and decide
            </Link>
          </p>
          <Gate task={task} />
        </Notice>
      )
    case 'completed':
      return (
        <Notice tone="good">
          <p className="whitespace-pre-wrap wrap-anywhere">
            <PlainText>{task.result?.output ?? 'Landed.'}</PlainText>
          </p>
        </Notice>
      )
    case 'rejected':
    case 'rolled_back':
      return (
        <Notice tone="quiet">
          <p>
            {task.rejectedBy ? `Rejected by ${task.rejectedBy}` : `Rolled back by ${task.rollbackInitiatedBy ?? 'the service'}`}
            {': '}
            <PlainText>{task.rejectionReason ?? task.rollbackReason ?? 'no reason was given'}</PlainText>
          </p>
        </Notice>
      )
    case 'cancelled':
      return (
        <Notice tone="quiet">
          <p>Cancelled by {task.cancelledBy ?? 'a person'}.</p>
        </Notice>
      )
    default:
      return null
  }
}
