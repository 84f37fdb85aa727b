import { Link } from 'react-router'
import type { Task } from '../api/types.ts'
import { TaskBadge } from './Badge.tsx'
import { paths } from './paths.ts'
import { PlainText } from './PlainText.tsx'
import { ProgressBar, stepText } from './Progress.tsx'
import { Ago } from './Time.tsx'
import { isOver } from './tone.ts'
import { cost, firstLine } from './words.ts'

interface TaskRowsProps {
  readonly title?: string
  readonly tasks: readonly Task[]
  readonly pathOf?: (task: Task) => string
}

const toTask = (task: Task) => paths.task(task.id)

/** A list of tasks, each a link; nothing when there are none. */
export function TaskRows({ title, tasks, pathOf = toTask }: TaskRowsProps) {
  if (tasks.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      {title && <h2 className="text-sm font-semibold text-soft">{title}</h2>}
      <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} path={pathOf(task)} />
        ))}
      </ul>
    </section>
  )
}

function TaskRow({ task, path }: { task: Task; path: string }) {
  return (
    <li className="defer-paint">
      <Link
        data-row
        to={path}
        className="flex flex-col gap-1.5 px-4 py-3 -outline-offset-2 hover:bg-sunken sm:flex-row sm:items-center sm:gap-4"
      >
        <span className="flex min-w-0 grow flex-col">
          <span className="line-clamp-2 font-medium wrap-anywhere sm:line-clamp-1">
            <PlainText>{firstLine(task.task)}</PlainText>
          </span>
          <span className="text-xs text-soft wrap-anywhere">{detail(task)}</span>
        </span>
        <span className="flex shrink-0 items-center gap-3 text-xs text-soft sm:w-88 sm:justify-end lg:w-104">
          {!isOver(task.status) && task.status !== 'pending_approval' && (
            <span className="flex w-24 flex-col gap-1">
              {stepText(task)}
              <ProgressBar task={task} />
            </span>
          )}
          <span className="lg:w-18 lg:text-right">{cost(task.costUsd)}</span>
          <span className="lg:w-20 lg:text-right">
            <Ago at={task.updatedAt} />
          </span>
          <span className="flex lg:w-34 lg:justify-end">
            <TaskBadge task={task} />
          </span>
        </span>
      </Link>
    </li>
  )
}

function detail(task: Task): string {
  const parts = [task.repository, task.createdBy, task.priority === 'normal' ? null : `${task.priority} priority`]
  const reason = isOver(task.status) ? task.error : task.currentStep
  return [...parts, reason].filter((part) => part !== null && part !== '').join(' · ')
}
