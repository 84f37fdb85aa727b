import { expect, it } from 'vitest'
import { daysOf, instantsOf } from './days.ts'

it('turns days into instants that cover them whole, and back', () => {
  const instants = instantsOf('2026-11-20', '2026-11-21')
  expect(Date.parse(instants.to) - Date.parse(instants.from)).toBe(2 * 86_400_000)
  expect(daysOf(instants)).toEqual({ from: '2026-11-20', to: '2026-11-21' })
})

it('leaves out what is no day', () => {
  expect(instantsOf('soon', '').from).toBe('')
  expect(daysOf({})).toEqual({ from: '', to: '' })
})
