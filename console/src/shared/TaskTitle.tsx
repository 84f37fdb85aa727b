import type { Task } from '../api/types.ts'
import { PlainText } from './PlainText.tsx'
import { firstLine } from './words.ts'

const LONG = 90

/** The first line of what was asked for; smaller where it is a whole paragraph. */
export function TaskTitle({ task }: { task: Task }) {
  const line = firstLine(task.task)
  return (
    <span className={line.length > LONG ? 'text-base' : ''}>
      <PlainText>{line}</PlainText>
    </span>
  )
}
