import type { ReactNode } from 'react'
import type { Task } from '../api/types.ts'
import { toneOf, type Tone } from './tone.ts'
import { taskWord } from './words.ts'

const looks: Readonly<Record<Tone, string>> = {
  quiet: 'bg-sunken text-soft',
  busy: 'bg-busy-pale text-busy',
  waiting: 'bg-waiting-pale text-waiting',
  good: 'bg-good-pale text-good',
  bad: 'bg-bad-pale text-bad',
}

const marks: Readonly<Record<Tone, string>> = { quiet: '○', busy: '◐', waiting: '●', good: '✓', bad: '✕' }

export function Badge({ tone, mark = true, children }: { tone: Tone; mark?: boolean; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-semibold whitespace-nowrap ${looks[tone]}`}
    >
      {mark && <span aria-hidden="true">{marks[tone]}</span>}
      {children}
    </span>
  )
}

export function TaskBadge({ task }: { task: Task }) {
  return <Badge tone={task.paused ? 'waiting' : toneOf(task.status)}>{taskWord(task)}</Badge>
}
