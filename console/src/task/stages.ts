import type { Task, TaskStatus, Verification } from '../api/types.ts'
import { isOver } from '../shared/tone.ts'
import { plural } from '../shared/words.ts'
import type { Section } from './log.ts'

export type StageState = 'done' | 'now' | 'failed' | 'ahead' | 'skipped'

export interface Stage {
  readonly name: string
  readonly state: StageState
  readonly sentence: string
  readonly milliseconds: number
}

const order: readonly { readonly name: string; readonly status: TaskStatus }[] = [
  { name: 'Analyze', status: 'analyzing' },
  { name: 'Plan', status: 'planning' },
  { name: 'Execute', status: 'executing' },
  { name: 'Verify', status: 'verifying' },
  { name: 'Learn', status: 'learning' },
  { name: 'Approve', status: 'pending_approval' },
  { name: 'Land', status: 'approved' },
]

const promises: Readonly<Record<string, string>> = {
  Plan: 'will work out the steps',
  Execute: 'will do them',
  Verify: 'will run the checks',
  Learn: 'will keep what it learned',
  Approve: 'will wait for a person',
  Land: 'lands what was approved',
}

const broken: readonly TaskStatus[] = ['failed', 'cancelled', 'rejected', 'deployment_failed']

/** The timeline: what each stage did, does or will do, each with one sentence. */
export function stagesOf(task: Task, sections: readonly Section[], now: number): readonly Stage[] {
  const lastWorked = sections.findLast((section) => order.some((stage) => stage.status === section.status))
  const over = broken.includes(task.status)
  return order.map(({ name, status }, index) => {
    const own = sections.filter((section) => section.status === status)
    const milliseconds = own.reduce((sum, part) => sum + (Date.parse(part.until ?? '') || now) - Date.parse(part.at), 0)
    const state = stateOf()
    return { name, state, milliseconds, sentence: sentence(task, name, state, own) }

    function stateOf(): StageState {
      if (task.status === status) return 'now'
      if (over && lastWorked?.status === status) return 'failed'
      if (own.length > 0) return 'done'
      const passed = order.findIndex((stage) => stage.status === lastWorked?.status) > index
      return passed || over || isOver(task.status) ? 'skipped' : 'ahead'
    }
  })
}

function sentence(task: Task, name: string, state: StageState, own: readonly Section[]): string {
  if (state === 'ahead') return promises[name] ?? ''
  if (state === 'skipped') return isOver(task.status) && task.status !== 'completed' ? 'not reached' : 'not needed'
  if (state === 'failed') return task.error ?? endWord(task)
  const calls = own.flatMap((section) => section.items).filter((item) => item.kind === 'call').length
  const now = state === 'now'
  switch (name) {
    case 'Analyze':
      if (calls === 0) return now ? 'reading the code' : 'read the task'
      return now ? `reading the code, ${plural(calls, 'look')} so far` : `read the code in ${plural(calls, 'look')}`
    case 'Plan':
      return now ? 'working out the steps' : `made a plan of ${plural(task.plan?.totalSteps ?? 0, 'step')}`
    case 'Execute':
      return executing(task, now)
    case 'Verify':
      return now ? 'running the checks in a clean tree' : verified(task.result?.verification ?? null)
    case 'Learn':
      return now ? 'writing down what was learned' : `kept ${plural(task.result?.learnings.length ?? 0, 'learning')}`
    case 'Approve':
      return now ? 'waits for a person' : approved(task)
    default:
      return now ? 'landing on the target branch' : `landed as ${task.deployedCommit?.slice(0, 10) ?? 'planned'}`
  }
}

function executing(task: Task, now: boolean): string {
  const total = task.plan?.totalSteps ?? 0
  if (!now) return `did ${task.completedSteps} of ${plural(total, 'step')}`
  const running = (task.plan?.steps ?? []).flatMap((step, index) => (step.status === 'running' ? [index + 1] : []))
  if (running.length > 1) return `steps ${running.slice(0, -1).join(', ')} and ${running.at(-1)} at once`
  return task.currentStep ?? `step ${Math.min(task.completedSteps + 1, total)} of ${total}`
}

export function verified(evidence: Verification | null): string {
  if (!evidence) return 'verified'
  const checks = evidence.checks ?? []
  const run = evidence.tests?.run ?? 0
  const failed = evidence.passed === false
  const words = [plural(checks.length, 'check')]
  if (run > 0) words.push(plural(run, 'test'))
  if (checks.length === 0) return 'no check was run'
  return `${words.join(' and ')} ${failed ? 'did not all pass' : 'passed'}`
}

const approved = (task: Task) => {
  const last = task.approvals.at(-1)
  return last ? `approved by ${last.by}` : 'approved'
}

const endWord = (task: Task) => (task.status === 'cancelled' ? `cancelled by ${task.cancelledBy ?? 'a person'}` : task.status)
