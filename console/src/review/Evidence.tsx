import { useQuery } from '@tanstack/react-query'
import { evidencePath } from '../api/client.ts'
import { isMissingFeature } from '../api/problem.ts'
import { evidenceQuery } from '../api/queries.ts'
import type { Task, Verification } from '../api/types.ts'
import { CheckList, Verdict } from '../shared/CheckList.tsx'
import { explanation, passed } from '../shared/outcome.ts'
import { Card } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { Failure, Loading, Notice } from '../shared/States.tsx'
import { instantText, plural, short } from '../shared/words.ts'
import { findingText } from './finding.ts'
import { Proofs } from './Proofs.tsx'

/** What the service itself saw, beside the diff; of which tree, in plain sight. */
export function Evidence({ task, tree }: { task: Task; tree: string }) {
  const asked = useQuery(evidenceQuery(task.id))
  const evidence = asked.data ?? task.result?.verification
  return (
    <Card id="evidence" title="Evidence">
      {asked.isPending && <Loading what="the evidence" />}
      {asked.isError && !evidence && !isMissingFeature(asked.error) && <Failure error={asked.error} />}
      {evidence ? <Seen evidence={evidence} tree={tree} /> : asked.isError && <p>Nothing was verified yet.</p>}
      <Record task={task} />
    </Card>
  )
}

function Seen({ evidence, tree }: { evidence: Verification; tree: string }) {
  const checks = evidence.checks ?? []
  const said = explanation(evidence)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Verdict passed={passed(evidence)} />
        <span className="text-xs text-soft">
          of tree <code>{short(evidence.tree ?? null)}</code>
          {evidence.verifiedAt && <>, {instantText(evidence.verifiedAt)}</>}
        </span>
      </div>
      {evidence.tree && evidence.tree !== tree && (
        <Notice tone="bad">This evidence is of another tree than the diff beside it.</Notice>
      )}
      {said && (
        <p>
          <PlainText>{said}</PlainText>
        </p>
      )}
      <Tests evidence={evidence} />
      {checks.length === 0 && <p className="font-semibold text-waiting">No check was run. Read with double care.</p>}
      <CheckList checks={checks} />
      <Proofs evidence={evidence} />
      <Reviewer evidence={evidence} />
    </div>
  )
}

function Tests({ evidence }: { evidence: Verification }) {
  const { tests } = evidence
  if (!tests) return null
  return (
    <p>
      {plural(tests.run ?? 0, 'test')} run
      {(tests.failed ?? 0) > 0 && <span className="font-bold text-bad">, {tests.failed} failed</span>}
      {(tests.skipped ?? 0) > 0 && <span className="text-waiting">, {tests.skipped} skipped</span>}
      {tests.run === 0 && <span className="text-waiting">; that is not a pass</span>}
    </p>
  )
}

function Reviewer({ evidence }: { evidence: Verification }) {
  const { review } = evidence
  if (!review) return null
  return (
    <div className="border-t border-line pt-3">
      <p className="text-xs text-soft">
        A second model’s opinion: <strong>{(review.verdict ?? 'none').replaceAll('_', ' ')}</strong>
      </p>
      {review.summary && (
        <p className="whitespace-pre-wrap wrap-anywhere">
          <PlainText>{review.summary}</PlainText>
        </p>
      )}
      <ul className="list-disc pl-5">
        {(review.findings ?? []).map((finding, index) => (
          <li key={index} className="wrap-anywhere">
            <PlainText>{findingText(finding)}</PlainText>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The record by its hash: the bytes that an approval rests on. */
function Record({ task }: { task: Task }) {
  const hash = task.result?.verification?.hash
  if (!hash) return null
  return (
    <p className="mt-3 border-t border-line pt-3 text-xs text-soft">
      Kept unchanged as{' '}
      <a className="font-mono text-accent underline" href={evidencePath(task.id, hash)} target="_blank" rel="noreferrer">
        {short(hash)}
      </a>
      , its SHA-256.
    </p>
  )
}
