import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { eventsQuery, taskQuery } from '../api/queries.ts'
import type { StreamState } from '../api/stream.ts'
import type { Task, TaskEvent } from '../api/types.ts'
import { may } from '../api/may.ts'
import { TaskBadge } from '../shared/Badge.tsx'
import { Card, Page } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { ProgressBar } from '../shared/Progress.tsx'
import { Failure, Loading } from '../shared/States.tsx'
import { TaskTitle } from '../shared/TaskTitle.tsx'
import { isOver } from '../shared/tone.ts'
import { firstLine } from '../shared/words.ts'
import { Checkpoints } from './Checkpoints.tsx'
import { Facts } from './Facts.tsx'
import { contextOf } from './context.ts'
import { readLog } from './log.ts'
import { LogView } from './LogView.tsx'
import { Outcome } from './Outcome.tsx'
import { PlanView } from './PlanView.tsx'
import { Reports } from './Reports.tsx'
import { Steer } from './Steer.tsx'
import { TaskActions } from './TaskActions.tsx'
import { Timeline } from './Timeline.tsx'
import { useTaskStream } from './useTaskStream.ts'

const noEvents: readonly TaskEvent[] = []

export default function TaskPage() {
  const id = useParams().taskId ?? ''
  const task = useQuery(taskQuery(id))
  if (task.isError && !task.data) return <NoTask id={id} error={task.error} retry={() => void task.refetch()} />
  if (!task.data) return <Loading what="the task" />
  return <TaskView key={id} task={task.data} />
}

function NoTask({ id, error, retry }: { id: string; error: unknown; retry: () => void }) {
  return (
    <Page title={`Task ${id}`}>
      <Failure error={error} retry={retry} />
    </Page>
  )
}

function TaskView({ task }: { task: Task }) {
  const events = useQuery({ ...eventsQuery(task.id), staleTime: Infinity, gcTime: 0 })
  const stream = useTaskStream(task, events.data ?? (events.isError ? noEvents : undefined))
  const sections = useMemo(() => readLog(events.data ?? noEvents), [events.data])
  const context = useMemo(() => contextOf(events.data ?? noEvents), [events.data])
  const running = !isOver(task.status) && task.status !== 'pending_approval'
  return (
    <Page
      tab={firstLine(task.task).slice(0, 60)}
      title={<TaskTitle task={task} />}
      actions={<TaskActions task={task} />}
    >
      <div className="flex flex-wrap items-center gap-3">
        <TaskBadge task={task} />
        <Connection state={stream.state} />
      </div>
      <ProgressBar task={task} />
      <Outcome task={task} />
      <Timeline task={task} sections={sections} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <h2 className="sr-only">Log</h2>
          <LogView sections={sections} live={stream.live} running={running} />
          {may.message(task) && <Steer taskId={task.id} />}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Plan">
            <PlanView task={task} />
          </Card>
          <Card title="Facts">
            <Facts task={task} context={context} />
          </Card>
          <Reports task={task} />
          <Checkpoints task={task} />
          <Wording task={task} />
        </div>
      </div>
    </Page>
  )
}

/** Silent unless the stream is away for longer than a blink. */
function Connection({ state }: { state: StreamState }) {
  if (state === 'ended') return null
  const live = state === 'live'
  return (
    <span role="status" className="flex items-center gap-1.5 text-xs text-soft">
      <span aria-hidden="true" className={`size-2 rounded-full ${live ? 'bg-good' : 'bg-waiting'}`} />
      {live ? 'Live' : 'Connecting'}
    </span>
  )
}

function Wording({ task }: { task: Task }) {
  return (
    <Card title="The task">
      <p className="max-h-80 overflow-y-auto whitespace-pre-wrap wrap-anywhere" tabIndex={0}>
        <PlainText>{task.task}</PlainText>
      </p>
      {task.analysis && (
        <details className="mt-3">
          <summary className="font-medium">Analysis</summary>
          <p className="mt-2 whitespace-pre-wrap wrap-anywhere">
            <PlainText>{task.analysis}</PlainText>
          </p>
        </details>
      )}
    </Card>
  )
}
