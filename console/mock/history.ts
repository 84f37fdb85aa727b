import type { ServerResponse } from 'node:http'
import type { CheckpointList, ReportList, Reviewed, Task } from '../src/api/types.ts'
import { json, problem } from './http.ts'
import { before } from './tasks.ts'

/** Mira sent the work of one task back once. */
export const reviewsOf = ({ id, base, approvals }: Task & { base?: string }): readonly Reviewed[] => [
  ...approvals.map((each) => ({ by: each.by, at: each.at, verdict: 'approve' as const, tree: each.tree, base: base ?? null, summary: each.reason })),
  ...(id === 'tsk-review'
    ? [{ by: 'mira', at: before(52), verdict: 'request_changes' as const, tree: 'a11ce0ffa11ce0ffa11ce0ffa11ce0ffa11ce0ff', base: base ?? null, summary: 'The test has to look at the message of the exception, too; a later refactoring would lose it otherwise.' }]
    : []),
]

export const checkpointsOf = ({ completedSteps, plan }: Task): CheckpointList['checkpoints'] =>
  (plan?.steps ?? []).slice(0, completedSteps).map((step, index) => ({
    step: index + 1,
    commit: `${index + 1}a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b`,
    tree: null,
    message: `Step ${index + 1}: ${step.description ?? step.action}`,
    createdAt: before(22 - 8 * index),
  }))

const reports: ReportList['reports'] = [
  { id: 'rep-1', title: 'What calls Cart.add, and with which amounts', createdAt: before(20) },
  { id: 'rep-2', title: 'Risks of <b>rounding</b> \u202Ein the checkout', createdAt: before(12) },
]

const markdown = `# What calls Cart.add

| caller | amount |
|---|---|
| Checkout | always positive |
| Refund | positive, turned round afterwards |

A very long line without a single space: ${'abcdefghij'.repeat(20)}

<script>alert('a report')</script>
`

export function reportsOf(response: ServerResponse, { id }: Task, url: URL): void {
  const own = ['tsk-running', 'tsk-landed'].includes(id) ? reports : []
  const asked = url.pathname.split('/')[6]
  if (!asked) return json(response, 200, { reports: own })
  if (!own.some((report) => report.id === asked)) return problem(response, 404, 'Report not found', 'There is none.')
  response.setHeader('Content-Type', 'text/markdown; charset=utf-8')
  response.end(markdown)
}
