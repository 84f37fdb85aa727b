import type { Step, Task } from '../api/types.ts'
import { isOver } from '../shared/tone.ts'
import { PlainText } from '../shared/PlainText.tsx'

const marks: Readonly<Record<Step['status'], string>> = {
  pending: '○',
  running: '◐',
  completed: '✓',
  failed: '✕',
}

const colours: Readonly<Record<Step['status'], string>> = {
  pending: 'text-soft',
  running: 'text-busy font-semibold',
  completed: '',
  failed: 'text-bad font-bold',
}

/** Nothing runs any more once a task is over; what did run was not finished. */
const endedWith = (task: Task, step: Step): Step =>
  isOver(task.status) && step.status === 'running' ? { ...step, status: 'failed' } : step

export function PlanView({ task }: { task: Task }) {
  const steps = task.plan?.steps ?? []
  if (steps.length === 0) return <p className="text-soft">{isOver(task.status) ? 'No plan was made.' : 'The plan is not made yet.'}</p>
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((each) => endedWith(task, each)).map((step, index) => (
        <li key={index} className={`flex gap-2 ${colours[step.status]}`}>
          <span aria-hidden="true">{marks[step.status]}</span>
          <span className="min-w-0 wrap-anywhere">
            <span className="sr-only">{step.status}: </span>
            <PlainText>{step.description ?? [step.action, step.target].filter(Boolean).join(' ')}</PlainText>
            {step.check && (
              <code className="block text-xs font-normal text-soft">
                check: <PlainText>{step.check}</PlainText>
              </code>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
