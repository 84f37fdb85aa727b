import type { Verification } from '../api/types.ts'

const passedBy: Readonly<Record<NonNullable<Verification['outcome']>, boolean | null>> = {
  VERIFIED: true,
  NO_TESTS: null,
  NOTHING_VERIFIED: null,
  FAILED_BEFORE: false,
  FAILED: false,
}

/** What the evidence comes to: as the contract says it, else from the outcome's word. Null is unverified. */
export const passed = ({ passed, outcome }: Verification): boolean | null =>
  passed ?? (outcome === undefined ? null : passedBy[outcome])

/** How much beside the checks is not as it should be: proofs that do not hold, and what was noticed in the tests. */
export const doubts = ({ addedTests, oldTests, warnings }: Verification): number =>
  [addedTests, oldTests].filter((proof) => proof && !proof.holds).length + (warnings?.length ?? 0)

/** The service's own sentence about it, if it wrote one. */
export const explanation = (evidence: Verification): string | null => evidence.explanation || null
