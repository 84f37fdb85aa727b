import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Repository } from '../api/types.ts'
import { buttonLook } from '../shared/Button.tsx'
import { paths } from '../shared/paths.ts'
import { duration, plural } from '../shared/words.ts'

export function RepositoryCard({ repository }: { repository: Repository }) {
  const { name } = repository
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <div>
        <h2 className="font-semibold">
          <Link className="hover:underline" to={paths.repository(name)}>
            {name}
          </Link>
        </h2>
        <p className="font-mono text-xs text-soft wrap-anywhere">{repository.location}</p>
      </div>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        <Setting name="Branch">
          {repository.targetBranch}
        </Setting>
        <Setting name="Set up">
          <Commands commands={repository.setup} none="nothing" />
        </Setting>
        <Setting name="Verify">
          <Commands commands={repository.verify} none="no check; every change waits for a person" />
        </Setting>
        <Setting name="Deploy">
          <Commands commands={repository.deploy ? [repository.deploy] : []} none="landing only" />
        </Setting>
        {repository.healthCheck && (
          <Setting name="Health check">
            <Commands commands={[repository.healthCheck]} none="" />
          </Setting>
        )}
        <Setting name="Approval">{approvalText(repository)}</Setting>
        <Setting name="Network">{repository.network.join(', ') || 'none'}</Setting>
      </dl>
      <div className="mt-auto flex flex-wrap gap-2">
        <Link className={buttonLook()} to={paths.newTask({ repository: name })}>
          New task
        </Link>
        <Link className={buttonLook()} to={paths.tasks({ repository: name })}>
          Its tasks
        </Link>
        <Link className={buttonLook()} to={paths.repository(name)}>
          Settings
        </Link>
      </div>
    </li>
  )
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

function Commands({ commands, none }: { commands: readonly string[]; none: string }) {
  if (commands.length === 0) return <span className="text-soft">{none}</span>
  return commands.map((command) => (
    <code key={command} className="block text-xs">
      {command}
    </code>
  ))
}

function approvalText({ approval }: Repository): string {
  const parts = [
    `by ${plural(approval?.approvers ?? 1, 'person', 'people')}`,
    approval?.requesterMayApprove === false && 'not by who asked for it',
    (approval?.alwaysAsk ?? []).length > 0 && `always for ${(approval?.alwaysAsk ?? []).join(', ')}`,
    typeof approval?.maxChangedLines === 'number' && `always over ${plural(approval.maxChangedLines, 'line')}`,
    typeof approval?.deadlineMinutes === 'number' && `within ${duration(approval.deadlineMinutes * 60_000)}`,
  ]
  return parts.filter(Boolean).join('; ')
}
