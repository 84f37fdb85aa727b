import { PlainText } from '../shared/PlainText.tsx'
import { duration } from '../shared/words.ts'
import { verbOf } from './calls.ts'
import type { Call } from './log.ts'

/** A tool call on one line; failed ones stand open. */
export function CallRow({ call, output }: { call: Call; output: string | undefined }) {
  const failed = call.result?.failed ?? false
  const shown = call.result?.output ?? output ?? ''
  return (
    <details open={failed || undefined} className="defer-paint rounded-md border border-line bg-surface">
      <summary className="flex items-baseline gap-2 px-3 py-1.5 text-xs">
        <span className={`shrink-0 font-semibold ${failed ? 'text-bad' : ''}`}>{verbOf(call.tool)}</span>
        <span className="min-w-0 grow truncate font-mono text-soft">
          <PlainText>{call.target ?? ''}</PlainText>
        </span>
        <Outcome call={call} />
      </summary>
      <div className="flex flex-col gap-2 border-t border-line p-3">
        {call.input && <Text label="Input" text={call.input} />}
        {shown && <Text label={call.result ? 'Output' : 'Output so far'} text={shown} />}
        {!shown && call.result && <p className="text-xs text-soft">It said nothing.</p>}
      </div>
    </details>
  )
}

function Outcome({ call }: { call: Call }) {
  const { result } = call
  if (!result) return <span className="shrink-0 text-busy">running …</span>
  return (
    <span className="flex shrink-0 gap-2 text-soft">
      {result.failed && <span className="font-semibold text-bad">{exitWord(result.exitCode)}</span>}
      {!result.failed && result.exitCode !== null && <span>exit 0</span>}
      <span>{duration(result.milliseconds)}</span>
    </span>
  )
}

const exitWord = (code: number | null) => (code === null ? 'failed' : `exit ${code}`)

function Text({ label, text }: { label: string; text: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="max-h-96 overflow-auto rounded bg-sunken p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
    >
      <PlainText>{text}</PlainText>
    </pre>
  )
}
