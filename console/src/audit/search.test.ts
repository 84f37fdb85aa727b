import { expect, it } from 'vitest'
import { daysOf, instantsOf, readSearch } from './search.ts'

it('turns days into instants that cover them whole, and back', () => {
  const instants = instantsOf({ from: '2026-11-20', to: '2026-11-21', actor: ' mira ' })
  expect(Date.parse(instants['to'] ?? '') - Date.parse(instants['from'] ?? '')).toBe(2 * 86_400_000)
  expect(instants['actor']).toBe('mira')
  expect(daysOf(instants)).toEqual({ from: '2026-11-20', to: '2026-11-21' })
})

it('leaves out what is no day', () => {
  expect(instantsOf({ from: 'soon' })['from']).toBe('')
  expect(daysOf({})).toEqual({ from: '', to: '' })
})

it('reads the address without what does not belong there', () => {
  expect(readSearch(new URLSearchParams('action=task.&actor=&evil=1'))).toEqual({ action: 'task.' })
})
