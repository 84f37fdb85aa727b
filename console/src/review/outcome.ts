import type { Verification } from '../api/types.ts'

const passedBy: Record<string, boolean | null> = {
  verified: true,
  no_tests: null,
  nothing_verified: null,
  failed_before: false,
  failed: false,
}

/** What the evidence comes to: as the contract says it, else from the outcome's word. Null is unverified. */
export function passed(evidence: Verification): boolean | null {
  const word = evidence['outcome']
  return evidence.passed ?? (typeof word === 'string' ? (passedBy[word.toLowerCase()] ?? null) : null)
}

/** The service's own sentence about it, if it wrote one. */
export function explanation(evidence: Verification): string | null {
  const sentence = evidence['explanation']
  return typeof sentence === 'string' && sentence !== '' ? sentence : null
}
