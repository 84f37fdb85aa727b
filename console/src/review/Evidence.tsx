import { useQuery } from '@tanstack/react-query'
import { evidenceQuery } from '../api/queries.ts'
import type { Task, Verification } from '../api/types.ts'
import { Badge } from '../shared/Badge.tsx'
import { Card } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { isMissingFeature } from '../api/problem.ts'
import { Failure, Loading, Notice } from '../shared/States.tsx'
import { duration, instantText, plural, short } from '../shared/words.ts'
import { findingText } from './finding.ts'
import { explanation, passed } from './outcome.ts'

/** What the service itself saw, beside the diff; of which tree, in plain sight. */
export function Evidence({ task, tree }: { task: Task; tree: string }) {
  const asked = useQuery(evidenceQuery(task.id))
  const evidence = asked.data ?? task.result?.verification
  return (
    <Card title="Evidence">
      {asked.isPending && <Loading what="the evidence" />}
      {asked.isError && !evidence && !isMissingFeature(asked.error) && <Failure error={asked.error} />}
      {evidence ? <Seen evidence={evidence} tree={tree} /> : asked.isError && <p>Nothing was verified yet.</p>}
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
      {checks.map((check, index) => (
        <details key={index} open={(check.exitCode ?? 0) !== 0 || undefined}>
          <summary className="font-mono text-xs wrap-anywhere">
            <PlainText>{check.command ?? 'a check'}</PlainText>{' '}
            <span className={check.exitCode === 0 ? 'text-good' : 'font-bold text-bad'}>exit {check.exitCode ?? '?'}</span>
            {typeof check.durationMs === 'number' && <span className="text-soft"> {duration(check.durationMs)}</span>}
          </summary>
          <pre tabIndex={0} className="mt-1 max-h-60 overflow-auto rounded bg-sunken p-2 text-xs whitespace-pre-wrap wrap-anywhere">
            <PlainText>{check.output ?? 'No output was kept.'}</PlainText>
          </pre>
        </details>
      ))}
      <Reviewer evidence={evidence} />
    </div>
  )
}

function Verdict({ passed }: { passed: boolean | null }) {
  if (passed === null) return <Badge tone="waiting">Not verified</Badge>
  return passed ? <Badge tone="good">Checks passed</Badge> : <Badge tone="bad">Checks failed</Badge>
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
      <p className="text-xs text-soft">A second model's opinion: {review.verdict ?? 'none'}</p>
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
