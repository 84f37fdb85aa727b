import { Badge } from './Badge.tsx'
import { PlainText } from './PlainText.tsx'
import { duration, plural } from './words.ts'

/** One command that the service ran, as its evidence tells it; an older record has less. */
export interface CheckRun {
  readonly command?: string
  readonly exitCode?: number | null
  readonly durationMs?: number | null
  readonly output?: string | null
  readonly executed?: number
  readonly failing?: readonly string[]
  readonly flaky?: readonly string[]
}

/** The commands with what they said; what failed stands open. */
export function CheckList({ checks }: { checks: readonly CheckRun[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {checks.map((check, index) => (
        <li key={index}>
          <Check check={check} />
        </li>
      ))}
    </ul>
  )
}

function Check({ check }: { check: CheckRun }) {
  const succeeded = check.exitCode === 0
  return (
    <details open={!succeeded || undefined} className="rounded-md border border-line">
      <summary className="flex flex-wrap items-baseline gap-x-2 px-2.5 py-1.5 text-xs">
        <code className="min-w-0 grow wrap-anywhere">
          <PlainText>{check.command ?? 'a check'}</PlainText>
        </code>
        {(check.flaky ?? []).length > 0 && <span className="text-waiting">{check.flaky?.length} flaky</span>}
        <span className={succeeded ? 'text-good' : 'font-bold text-bad'}>{exitWord(check.exitCode)}</span>
        {typeof check.durationMs === 'number' && <span className="text-soft">{duration(check.durationMs)}</span>}
      </summary>
      <div className="flex flex-col gap-2 border-t border-line p-2.5">
        <p className="text-xs text-soft">{plural(check.executed ?? 0, 'test')} counted</p>
        <Names title="Failing" names={check.failing ?? []} />
        <Names title="Flaky: failed at first, passed when run again" names={check.flaky ?? []} />
        <pre tabIndex={0} className="max-h-60 overflow-auto rounded bg-sunken p-2 text-xs whitespace-pre-wrap wrap-anywhere">
          <PlainText>{check.output || 'It said nothing.'}</PlainText>
        </pre>
      </div>
    </details>
  )
}

const exitWord = (code: number | null | undefined) => (typeof code === 'number' ? `exit ${code}` : 'did not end by itself')

/** Names of tests under a heading; nothing when there are none. */
export function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <div className="text-xs">
      <p className="font-semibold">{title}</p>
      <ul className="max-h-40 overflow-y-auto font-mono">
        {names.map((name) => (
          <li key={name} className="wrap-anywhere">
            <PlainText>{name}</PlainText>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function Verdict({ passed }: { passed: boolean | null }) {
  if (passed === null) return <Badge tone="waiting">Not verified</Badge>
  return passed ? <Badge tone="good">Checks passed</Badge> : <Badge tone="bad">Checks failed</Badge>
}
