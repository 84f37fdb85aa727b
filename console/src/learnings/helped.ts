import type { Learning } from '../api/types.ts'
import { plural } from '../shared/words.ts'

/** Whether a learning helped, as far as the numbers say it. */
export function helpText({ timesUsed, timesHelped, lift }: Pick<Learning, 'timesUsed' | 'timesHelped' | 'lift'>): string {
  if (timesUsed === 0) return 'given to no task yet'
  const used = `given to ${plural(timesUsed, 'task')}, ${timesHelped} landed`
  if (lift === null) return `${used}; too few to tell whether it helps`
  const points = Math.round(lift * 100)
  if (points === 0) return `${used}; no difference to tasks without it`
  return `${used}, ${plural(Math.abs(points), 'point')} ${points > 0 ? 'more' : 'less'} often than tasks without it`
}
