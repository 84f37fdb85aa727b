import { expect, it } from 'vitest'
import type { TaskEvent } from '../api/types.ts'
import { appended, heard, nothingLive, storedEvent, withStatus } from './live.ts'

const message = (event: string, data: unknown, id?: string) => ({ id, event, data: JSON.stringify(data) })

it('gathers words until the turn is in the log', () => {
  const said = [message('text', { text: 'a' }), message('text', { text: 'b' })].reduce(heard, nothingLive)
  expect(said.text).toBe('ab')
  expect(heard(said, message('turn', {}, '9')).text).toBe('')
})

it('gathers the output of a call by its id', () => {
  const live = heard(heard(nothingLive, message('tool_output', { id: 'c', text: '1' })), message('tool_output', { id: 'c', text: '2' }))
  expect(live.output).toEqual({ c: '12' })
})

it('keeps only the end of what is very long', () => {
  expect(heard(nothingLive, message('text', { text: 'x'.repeat(50_000) })).text).toHaveLength(20_000)
})

it('reads a stored event with and without its envelope', () => {
  const at = '2026-01-01T00:00:00Z'
  expect(storedEvent(message('step', { seq: 3, type: 'step', at, data: { step: 1 } }, '3'))).toEqual({ seq: 3, type: 'step', at, data: { step: 1 } })
  expect(storedEvent(message('step', { step: 1, at }, '3'))).toMatchObject({ seq: 3, type: 'step', data: { step: 1 } })
  expect(storedEvent(message('text', { text: 'live only' }))).toBeNull()
})

it('takes no event twice', () => {
  const event = (seq: number): TaskEvent => ({ seq, type: 'step', at: '', data: {} })
  expect(appended([event(1), event(2)], [event(2), event(3)]).map(({ seq }) => seq)).toEqual([1, 2, 3])
})

it('takes a change of state from the snapshot, without hiding the events that follow', () => {
  const known: readonly TaskEvent[] = [{ seq: 4, type: 'status', at: '', data: { status: 'planning' } }]
  const changed = withStatus(known, { status: 'executing', updatedAt: 'now' })
  expect(changed.at(-1)).toEqual({ seq: 4.5, type: 'status', at: 'now', data: { status: 'executing' } })
  expect(withStatus(changed, { status: 'executing', updatedAt: 'later' })).toBe(changed)
  expect(appended(changed, [{ seq: 5, type: 'turn', at: '', data: {} }])).toHaveLength(3)
})
