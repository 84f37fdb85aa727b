import { expect, test } from 'vitest'
import { explanation, passed } from './outcome.ts'

test('the contract counts before the word', () => {
  expect(passed({ passed: false, outcome: 'VERIFIED' })).toBe(false)
})

test('a word alone is understood, and an unknown one is no pass', () => {
  expect(['VERIFIED', 'verified', 'FAILED', 'NOTHING_VERIFIED', 'else'].map((outcome) => passed({ outcome }))).toEqual([
    true,
    true,
    false,
    null,
    null,
  ])
})

test('an explanation is a sentence or nothing', () => {
  expect([explanation({ explanation: '6 tests passed.' }), explanation({})]).toEqual(['6 tests passed.', null])
})
