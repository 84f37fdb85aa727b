import type { Task } from '../api/types.ts'
import { isOver } from './tone.ts'

export function stepText(task: Task): string {
  const total = task.plan?.totalSteps ?? 0
  if (total === 0) return `${task.progress}%`
  return `${task.completedSteps}/${total} steps`
}

/** The rest as a range, because a single number would claim to know. */
export function remaining(eta: number | null): string | null {
  if (eta === null) return null
  const from = Math.floor((eta * 0.75) / 60)
  const to = Math.ceil((eta * 1.4) / 60)
  return from < 1 ? `under ${Math.max(1, to)} min left` : `${from} to ${to} min left`
}

export function ProgressBar({ task }: { task: Task }) {
  // A full bar would say that all is done while a person is waited for.
  if (isOver(task.status) || task.status === 'pending_approval') return null
  return (
    <div
      role="progressbar"
      aria-label="Progress"
      aria-valuenow={task.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={stepText(task)}
      className="h-1.5 w-full overflow-hidden rounded-full bg-sunken"
    >
      <div className="h-full rounded-full bg-busy transition-[width]" style={{ width: `${task.progress}%` }} />
    </div>
  )
}
