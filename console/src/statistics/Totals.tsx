import type { Metrics } from '../api/types.ts'
import { cost, duration, percent } from '../shared/words.ts'

export function Totals({ totals }: { totals: Metrics }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Tasks', String(totals.tasks)],
    ['Success', percent(totals.successRate)],
    ['Mean time', totals.meanExecutionSeconds === null ? '–' : duration(Math.round(totals.meanExecutionSeconds / 60) * 60_000)],
    ['Approved', percent(totals.approvalRate)],
    ['Rolled back', percent(totals.rollbackRate)],
    ['Recovered', percent(totals.recoveryRate)],
    ['Learnings', String(totals.learnings)],
    ['Cost', totals.costUsd === null ? '–' : cost(totals.costUsd)],
  ]
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-8">
      {facts.map(([name, value]) => (
        <div key={name} className="rounded-xl border border-line bg-surface p-3">
          <dt className="text-xs text-soft">{name}</dt>
          <dd className="text-lg font-semibold whitespace-nowrap tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
