import { expect, it } from 'vitest'
import { filterOfForm, readSearch } from './search.ts'

it('asks for whole days and for nothing that was not filled in', () => {
  const filter = filterOfForm({ from: '2026-11-20', to: '2026-11-20', actor: ' mira ' })
  expect(Date.parse(filter['to'] ?? '') - Date.parse(filter['from'] ?? '')).toBe(86_400_000)
  expect([filter['actor'], filter['subject']]).toEqual(['mira', ''])
})

it('reads the address without what does not belong there', () => {
  expect(readSearch(new URLSearchParams('action=task.&actor=&evil=1'))).toEqual({ action: 'task.' })
})
