import { expect, it } from 'vitest'
import type { Stats } from '../api/types.ts'
import { byDay } from './series.ts'

const row = (day: string, repository: string, rest: Partial<Stats['days'][number]>): Stats['days'][number] => ({
  day, repository, tasks: 0, successRate: null, meanExecutionSeconds: null, approvalRate: null, rollbackRate: null,
  learnings: 0, recoveryRate: null, costUsd: null, ...rest,
})

const rows = [
  row('2026-01-02', 'shop', { tasks: 3, successRate: 1, costUsd: 2, meanExecutionSeconds: 60 }),
  row('2026-01-02', 'importer', { tasks: 1, successRate: 0, meanExecutionSeconds: 180 }),
  row('2026-01-01', 'shop', {}),
]

it('weighs rates by their tasks and keeps the unknown unknown', () => {
  expect(byDay(rows)).toEqual([
    { day: '2026-01-01', tasks: 0, successRate: null, minutes: null, cost: null, learnings: 0 },
    { day: '2026-01-02', tasks: 4, successRate: 0.75, minutes: 1.5, cost: 2, learnings: 0 },
  ])
})
