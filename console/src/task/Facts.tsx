import type { ReactNode } from 'react'
import type { Task } from '../api/types.ts'
import { evidencePath } from '../api/client.ts'
import { Approvals } from '../shared/Gate.tsx'
import { PullRequestLink } from '../shared/PullRequest.tsx'
import { Ago } from '../shared/Time.tsx'
import { cost, duration, short, tokens } from '../shared/words.ts'
import type { Context } from './context.ts'
import { remaining, stepText } from '../shared/Progress.tsx'

/** What a task is, costs and took, beside its log. */
export function Facts({ task, context }: { task: Task; context: Context | null }) {
  const { usage } = task
  const read = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
  const cached = read === 0 ? 0 : Math.round((usage.cacheReadTokens / read) * 100)
  const left = remaining(task.eta)
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-1">
      <Fact name="Progress">
        {stepText(task)}
        {left && <span className="block text-xs text-soft">{left}</span>}
      </Fact>
      <Fact name="Cost">
        {cost(task.costUsd)}
        {task.budget?.maxCostUsd && <span className="text-soft"> of {cost(task.budget.maxCostUsd)}</span>}
      </Fact>
      <Fact name="Tokens">
        {tokens(usage.inputTokens)} in, {tokens(usage.outputTokens)} out
        <span className="block text-xs text-soft">
          {tokens(usage.cacheReadTokens)} from the cache ({cached}%)
        </span>
        <span className="block text-xs text-soft">{tokens(usage.cacheWriteTokens)} into the cache</span>
      </Fact>
      {context && (
        <Fact name="Context">
          {Math.round((context.tokens / context.limit) * 100)}% full
          <span className="block text-xs text-soft">
            {tokens(context.tokens)} of {tokens(context.limit)}; then it is summarised
          </span>
        </Fact>
      )}
      <Fact name="Turns">{usage.turns}</Fact>
      <Fact name="Repository">
        {task.repository ?? '–'}
        {task.targetBranch && <span className="text-soft"> → {task.targetBranch}</span>}
      </Fact>
      <Fact name="Branch">
        <code className="text-xs wrap-anywhere">{task.branch ?? '–'}</code>
      </Fact>
      {task.pullRequest && (
        <Fact name="On GitHub">
          <PullRequestLink pull={task.pullRequest} />
        </Fact>
      )}
      {task.revertPullRequest && (
        <Fact name="Its revert on GitHub">
          <PullRequestLink pull={task.revertPullRequest} />
        </Fact>
      )}
      <Fact name="Tree">
        <code className="text-xs">{short(task.tree)}</code>
      </Fact>
      <EvidenceFacts task={task} />
      {task.approvals.length > 0 && (
        <Fact name={task.approvals.length > 1 ? 'Approvals' : 'Approval'}>
          <Approvals task={task} />
        </Fact>
      )}
      {task.model && (
        <Fact name="Model">
          {task.model}
          {task.effort && <span className="text-soft">, {task.effort}</span>}
        </Fact>
      )}
      <Fact name="Handed over">
        <Ago at={task.createdAt} /> by {task.createdBy}
      </Fact>
      {task.startedAt && task.completedAt && (
        <Fact name="Took">{duration(Date.parse(task.completedAt) - Date.parse(task.startedAt))}</Fact>
      )}
    </dl>
  )
}

/** Links to the records, that of the change and that of its rollback. */
function EvidenceFacts({ task }: { task: Task }) {
  const records = [
    { name: 'Evidence', hash: task.result?.verification?.hash },
    { name: 'Evidence of the merge', hash: task.result?.landing?.hash },
    { name: 'Evidence of the rollback', hash: task.result?.rollback?.hash },
  ]
  return records.map(
    ({ name, hash }) =>
      hash && (
        <Fact key={name} name={name}>
          <a className="font-mono text-xs text-accent underline" href={evidencePath(task.id, hash)} target="_blank" rel="noreferrer">
            {short(hash)}
          </a>
        </Fact>
      ),
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-soft">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}
