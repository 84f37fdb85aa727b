import { expect, it } from 'vitest'
import { codeIn, reasonSentence, targetAfter } from './arrival.ts'

it('reads the code of a sign-in link', () => {
  expect([codeIn(''), codeIn('#'), codeIn('#a%20b')]).toEqual([null, null, 'a b'])
})

it.each([null, {}, { from: '//evil.example' }, { from: 'https://evil.example' }, { from: '/signin' }])(
  'goes to the inbox after %j',
  (state) => expect(targetAfter(state)).toBe('/'),
)

it('goes on where the session ended, and says that it did', () => {
  expect(targetAfter({ from: '/tasks?q=a' })).toBe('/tasks?q=a')
  expect(reasonSentence({ reason: 'over' })).toContain('session is over')
  expect(reasonSentence({ reason: 'none' })).toBeNull()
})
