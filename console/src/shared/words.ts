import type { Task, TaskStatus } from '../api/types.ts'

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

export { plural }

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

export function ago(instant: string, now: number): string {
  const passed = now - Date.parse(instant)
  if (passed < 45_000) return 'just now'
  const minutes = Math.round(passed / 60_000)
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.round(minutes / 60)
  if (hours < 36) return `${hours} h ago`
  return `${Math.round(hours / 24)} d ago`
}

export const instantText = (instant: string) =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export const tokens = (count: number): string => {
  if (count < 1000) return String(count)
  return count < 1_000_000 ? `${(count / 1000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(2)}M`
}

/** Dollars; null is a model whose price is unknown, which is not nothing. */
export function cost(dollars: number | null): string {
  if (dollars === null) return 'cost unknown'
  return dollars !== 0 && dollars < 0.01 ? '< $0.01' : `$${dollars.toFixed(2)}`
}

export const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 100)}%`)

export const firstLine = (text: string) => text.trim().split('\n', 1)[0] ?? ''

export const short = (id: string | null) => (id === null ? '–' : id.slice(0, 10))

const statusWords: Readonly<Record<TaskStatus, string>> = {
  queued: 'Queued',
  analyzing: 'Analyzing',
  planning: 'Planning',
  executing: 'Working',
  verifying: 'Verifying',
  learning: 'Learning',
  pending_approval: 'Needs approval',
  approved: 'Landing',
  completed: 'Landed',
  rejected: 'Rejected',
  deployment_failed: 'Landing failed',
  rolling_back: 'Rolling back',
  rollback_failed: 'Rollback failed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  rolled_back: 'Rolled back',
}

export const statusWord = (status: TaskStatus) => statusWords[status]

/** "Landed" would be too much where nothing changed. */
export function taskWord(task: Task): string {
  if (task.paused) return 'Paused'
  if (task.status === 'completed' && task.deployedCommit === null) return 'Done, no changes'
  return statusWord(task.status)
}
