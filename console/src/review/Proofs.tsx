import type { Verification } from '../api/types.ts'
import { Names } from '../shared/CheckList.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { findingText } from './finding.ts'

type Proof = NonNullable<Verification['addedTests']>

/** Whether the tests of the change test it, and whether those of before still hold. */
export function Proofs({ evidence }: { evidence: Verification }) {
  const { addedTests, oldTests } = evidence
  return (
    <>
      {addedTests && <ProofView name="New tests, on the source before the change" proof={addedTests} />}
      {oldTests && <ProofView name="Tests of before, on the changed source" proof={oldTests} />}
      <Warnings warnings={evidence.warnings ?? []} />
    </>
  )
}

function ProofView({ name, proof }: { name: string; proof: Proof }) {
  const look = proof.holds ? 'text-good' : 'text-waiting'
  return (
    <details open={!proof.holds || undefined} className="rounded-md border border-line">
      <summary className="px-2.5 py-1.5 text-xs">
        <span className={`font-semibold ${look}`}>{proof.holds ? '✓' : '!'} </span>
        {name}
        <span className={look}>{proof.holds ? ', as it should be' : ', not as it should be'}</span>
      </summary>
      <div className="flex flex-col gap-2 border-t border-line p-2.5">
        {proof.explanation && (
          <p className="text-xs">
            <PlainText>{proof.explanation}</PlainText>
          </p>
        )}
        <Names title="In" names={proof.files ?? []} />
        <Names title="Failed there" names={proof.failing ?? []} />
      </div>
    </details>
  )
}

function Warnings({ warnings }: { warnings: NonNullable<Verification['warnings']> }) {
  if (warnings.length === 0) return null
  return (
    <div className="rounded-md bg-waiting-pale px-2.5 py-1.5 text-xs text-waiting">
      <p className="font-semibold">Noticed in the tests of this change</p>
      <ul className="list-disc pl-4">
        {warnings.map((warning, index) => (
          <li key={index} className="wrap-anywhere">
            <PlainText>{findingText(warning)}</PlainText>
          </li>
        ))}
      </ul>
    </div>
  )
}
