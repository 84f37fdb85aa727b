import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { archiveRepository } from '../api/commands.ts'
import type { Repository } from '../api/types.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { paths } from '../shared/paths.ts'
import { SettingsDialog } from './SettingsDialog.tsx'

export function RepositoryCard({ repository }: { repository: Repository }) {
  const { name } = repository
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <div>
        <h2 className="font-semibold">{name}</h2>
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
        <Setting name="Network">{repository.network.join(', ') || 'none'}</Setting>
      </dl>
      <div className="mt-auto flex flex-wrap gap-2">
        <Link className={buttonLook()} to={paths.newTask({ repository: name })}>
          New task
        </Link>
        <Link className={buttonLook()} to={paths.tasks({ repository: name })}>
          Its tasks
        </Link>
        <Change repository={repository} />
        <Archive name={name} />
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

function Change({ repository }: { repository: Repository }) {
  const [changing, setChanging] = useState(false)
  return (
    <>
      <Button onClick={() => setChanging(true)}>Settings</Button>
      {changing && <SettingsDialog repository={repository} onClose={() => setChanging(false)} />}
    </>
  )
}

function Archive({ name }: { name: string }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const archive = useMutation({
    mutationFn: () => archiveRepository(name),
    onSuccess: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: ['repositories'] })
    },
  })
  return (
    <>
      <Button kind="ghost" onClick={() => setAsking(true)}>
        Archive
      </Button>
      {asking && (
        <Confirm
          title={`Archive ${name}?`}
          verb="Archive"
          danger
          pending={archive.isPending}
          error={archive.error}
          onConfirm={() => archive.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>It takes no new tasks. Its tasks stay readable, and the repository itself is not touched.</p>
        </Confirm>
      )}
    </>
  )
}
