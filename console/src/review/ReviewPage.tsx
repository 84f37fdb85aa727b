import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { isMissingFeature } from '../api/problem.ts'
import { diffQuery, diffSinceQuery, reviewsQuery, sessionQuery, taskQuery } from '../api/queries.ts'
import type { Diff, Reviewed, Task, Verification } from '../api/types.ts'
import { TaskBadge } from '../shared/Badge.tsx'
import { Verdict } from '../shared/CheckList.tsx'
import { Gate } from '../shared/Gate.tsx'
import { doubts, passed } from '../shared/outcome.ts'
import { Page } from '../shared/Page.tsx'
import { PullRequestLink } from '../shared/PullRequest.tsx'
import { TaskTitle } from '../shared/TaskTitle.tsx'
import { paths } from '../shared/paths.ts'
import { Button } from '../shared/Button.tsx'
import { EmptyState, Failure, Loading, Missing, Notice } from '../shared/States.tsx'
import { firstLine, plural, short } from '../shared/words.ts'
import { Decisions } from './Decisions.tsx'
import { DiffView } from './DiffView.tsx'
import { Extent } from './Extent.tsx'
import { lastReviewOf, narrowed } from './since.ts'
import { useReview, type Review } from './useReview.ts'

export default function ReviewPage() {
  const id = useParams().taskId ?? ''
  const task = useQuery(taskQuery(id))
  const diff = useQuery(diffQuery(id))
  if (!task.data) return <Missing of={task} what="the task" />
  if (!diff.data && diff.isError) return <NoDiff task={task.data} error={diff.error} retry={() => void diff.refetch()} />
  if (!diff.data) return <Loading what="the changes" />
  return <ReviewView key={id} task={task.data} diff={diff.data} />
}

function NoDiff({ task, error, retry }: { task: Task; error: unknown; retry: () => void }) {
  return (
    <Page title="Review">
      {isMissingFeature(error) ? (
        <EmptyState title="There is nothing to review">
          <p>This task has not changed any file.</p>
          <Link className="text-accent underline" to={paths.task(task.id)}>
            Back to the task
          </Link>
        </EmptyState>
      ) : (
        <Failure error={error} retry={retry} />
      )}
    </Page>
  )
}

const saysWhy = (task: Task) =>
  task.status === 'pending_approval' &&
  ((task.approvalReasons ?? []).length > 0 || task.approvalsRequired > 1 || Boolean(task.approvalDeadline))

function ReviewView({ task, diff }: { task: Task; diff: Diff }) {
  const client = useQueryClient()
  const review = useReview(task.id, diff)
  const reload = () => {
    for (const key of ['task', 'diff', 'evidence', 'reviews']) void client.invalidateQueries({ queryKey: [key, task.id] })
  }
  const seen = diff.files.filter((file) => review.stateOf(file) === 'viewed').length
  const additions = diff.files.reduce((sum, file) => sum + file.additions, 0)
  const deletions = diff.files.reduce((sum, file) => sum + file.deletions, 0)
  return (
    <Page
      tab={`Review ${firstLine(task.task).slice(0, 50)}`}
      title={<TaskTitle task={task} />}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
        <TaskBadge task={task} />
        {task.result?.verification && <ToEvidence evidence={task.result.verification} />}
        <Link className="text-accent underline" to={paths.task(task.id)}>
          The task and its log
        </Link>
        {task.pullRequest && (
          <span>
            <PullRequestLink pull={task.pullRequest} />
          </span>
        )}
        <span>
          {plural(diff.files.length, 'file')}, +{additions} −{deletions}
        </span>
        <span>
          tree <code>{short(diff.tree)}</code> on base <code>{short(diff.base)}</code>
        </span>
      </p>
      <div className="sticky top-0 z-10 -mx-4 -my-2 flex flex-wrap items-center gap-2 bg-page px-4 py-2 md:-mx-6 md:px-6">
        <Decisions task={task} tree={diff.tree} review={review} onReload={reload} />
        <span className="ml-auto text-xs text-soft" role="status">
          {seen} of {diff.files.length} viewed
        </span>
      </div>
      {task.tree !== null && task.tree !== diff.tree && (
        <Notice tone="waiting">
          <div className="flex flex-wrap items-center gap-3">
            <span className="grow">The work has changed since this diff was loaded.</span>
            <Button onClick={reload}>Load the new changes</Button>
          </div>
        </Notice>
      )}
      {saysWhy(task) && (
        <Notice tone="waiting">
          <Gate task={task} />
        </Notice>
      )}
      <Changes task={task} diff={diff} review={review} />
    </Page>
  )
}

/** The verdict in the head, as the evidence may begin below the window. */
function ToEvidence({ evidence }: { evidence: Verification }) {
  const more = doubts(evidence)
  return (
    <a href="#evidence" className="flex items-center gap-x-2">
      <Verdict passed={passed(evidence)} />
      {more > 0 && <span className="text-waiting underline">{plural(more, 'more finding')}</span>}
    </a>
  )
}

interface ChangesProps {
  readonly task: Task
  readonly diff: Diff
  readonly review: Review
}

/** All of it, or what is new to who has reviewed it before; which of them is kept in the address. */
function Changes({ task, diff, review }: ChangesProps) {
  const [parameters, setParameters] = useSearchParams()
  const person = useQuery(sessionQuery).data?.user ?? ''
  const reviews = useQuery(reviewsQuery(task.id)).data?.reviews ?? []
  const last = lastReviewOf(reviews, person, diff.tree)
  const narrow = last !== null && parameters.has('since')
  const extent = last && <Extent last={last} narrow={narrow} onChange={(next) => setParameters(next ? { since: 'review' } : {}, { replace: true })} />
  if (narrow) return <Newer task={task} diff={diff} review={review} last={last} extent={extent} />
  return <DiffView task={task} diff={diff} review={review} extent={extent} />
}

function Newer({ task, diff, review, last, extent }: ChangesProps & { last: Reviewed; extent: ReactNode }) {
  const newer = useQuery(diffSinceQuery(task.id, diff.tree, last.tree ?? ''))
  if (!newer.data) {
    return (
      <>
        {extent}
        <Missing of={newer} what="what has changed since" />
      </>
    )
  }
  return <DiffView task={task} diff={newer.data} review={narrowed(review, diff)} extent={extent} />
}
