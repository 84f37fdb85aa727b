import { expect, it } from 'vitest'
import { logOf } from '../../mock/events.ts'
import { tasks } from '../../mock/tasks.ts'
import type { Task } from '../api/types.ts'
import { readLog } from './log.ts'
import { stagesOf, verified } from './stages.ts'

function known(id: string): Task {
  const task = tasks.get(id)
  if (!task) throw new Error(id)
  return task
}

const states = (id: string) => stagesOf(known(id), readLog(logOf(id)), Date.now()).map(({ state }) => state)

it('shows what is done, what goes on and what is to come', () => {
  expect(states('tsk-running')).toEqual(['done', 'done', 'now', 'ahead', 'ahead', 'ahead', 'ahead'])
})

it('names the steps that are under way at once', () => {
  const task = known('tsk-running')
  const steps = task.plan?.steps.map((step, index) => ({ ...step, status: index > 1 ? ('running' as const) : step.status })) ?? []
  const stages = stagesOf({ ...task, plan: { totalSteps: 4, steps } }, readLog(logOf('tsk-running')), Date.now())
  expect(stages.find(({ name }) => name === 'Execute')?.sentence).toBe('steps 3 and 4 at once')
})

it('shows where a task failed, and nothing to come after it', () => {
  expect(states('tsk-failed')).toEqual(['done', 'done', 'failed', 'skipped', 'skipped', 'skipped', 'skipped'])
})

it('promises nothing for a task that was taken back', () => {
  expect(states('tsk-long')).not.toContain('ahead')
})

it('shows a landed task as done throughout', () => {
  expect(new Set(states('tsk-landed'))).toEqual(new Set(['done']))
})

it('does not call a verification without a check a pass', () => {
  expect(verified({ checks: [], passed: null })).toBe('no check was run')
  expect(verified({ checks: [{}], passed: false, tests: { run: 2 } })).toBe('1 check and 2 tests did not all pass')
})
