import { expect, it } from 'vitest'
import type { TaskEvent } from '../api/types.ts'
import { contextOf } from './context.ts'

const usage = (seq: number, data: TaskEvent['data']): TaskEvent => ({ seq, type: 'usage', at: '2026-11-30T18:00:00Z', data })

it('takes what the newest turn of the work told, not that of a review', () => {
  const events = [
    usage(1, { part: 'analyze', contextTokens: 9_000, contextLimit: 150_000 }),
    usage(2, { part: 'execute/1', contextTokens: 60_000, contextLimit: 150_000 }),
    usage(3, { part: 'review', contextTokens: 4_000, contextLimit: 150_000 }),
  ]
  expect(contextOf(events)).toEqual({ tokens: 60_000, limit: 150_000 })
})

it('knows nothing before the first turn, nor of an older service', () => {
  expect([contextOf([]), contextOf([usage(1, { inputTokens: 3 })])]).toEqual([null, null])
})
