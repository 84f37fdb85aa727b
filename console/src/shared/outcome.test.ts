import { expect, test } from 'vitest'
import { doubts, explanation, passed } from './outcome.ts'

test('the contract counts before the word', () => {
  expect(passed({ passed: false, outcome: 'VERIFIED' })).toBe(false)
})

test('an outcome alone is understood, and neither is no pass', () => {
  const outcomes = ['VERIFIED', 'FAILED', 'FAILED_BEFORE', 'NOTHING_VERIFIED'] as const
  expect(outcomes.map((outcome) => passed({ outcome }))).toEqual([true, false, false, null])
  expect(passed({})).toBeNull()
})

test('an explanation is a sentence or nothing', () => {
  expect([explanation({ explanation: '6 tests passed.' }), explanation({})]).toEqual(['6 tests passed.', null])
})

test('what is odd beside the checks is counted', () => {
  const proof = { files: [], failing: [], explanation: '' }
  expect(doubts({ addedTests: { ...proof, holds: true }, oldTests: { ...proof, holds: false }, warnings: [{}] })).toBe(2)
  expect(doubts({})).toBe(0)
})
