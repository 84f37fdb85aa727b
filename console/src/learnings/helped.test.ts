import { expect, it } from 'vitest'
import { helpText } from './helped.ts'

it('tells whether a learning helped, and when nobody can know', () => {
  expect([
    helpText({ timesUsed: 0, timesHelped: 0, lift: null }),
    helpText({ timesUsed: 1, timesHelped: 1, lift: null }),
    helpText({ timesUsed: 9, timesHelped: 8, lift: 0.21 }),
    helpText({ timesUsed: 9, timesHelped: 2, lift: -0.01 }),
    helpText({ timesUsed: 9, timesHelped: 2, lift: 0.001 }),
  ]).toEqual([
    'given to no task yet',
    'given to 1 task, 1 landed; too few to tell whether it helps',
    'given to 9 tasks, 8 landed, 21 points more often than tasks without it',
    'given to 9 tasks, 2 landed, 1 point less often than tasks without it',
    'given to 9 tasks, 2 landed; no difference to tasks without it',
  ])
})
