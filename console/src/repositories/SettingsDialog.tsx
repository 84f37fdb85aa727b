import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { changeRepository } from '../api/commands.ts'
import type { Repository } from '../api/types.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { TextArea, TextField } from '../shared/Field.tsx'
import { changeOf, formOf, type Settings } from './settings.ts'

/** Changes what a repository is set up with; only what was changed here is sent. */
export function SettingsDialog({ repository, onClose }: { repository: Repository; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(repository))
  const client = useQueryClient()
  const change = changeOf(repository, form)
  const save = useMutation({
    mutationFn: () => changeRepository(repository.name, change),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['repositories'] })
      onClose()
    },
  })
  const field = (name: keyof Settings) => ({
    value: form[name],
    onChange: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { value } = event.currentTarget
      setForm((before) => ({ ...before, [name]: value }))
    },
  })
  return (
    <Confirm
      title={`Settings of ${repository.name}`}
      verb="Save"
      pending={save.isPending}
      disabled={Object.keys(change).length === 0 || form.targetBranch.trim() === ''}
      error={save.error}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label="Target branch" required {...field('targetBranch')} />
      <TextArea label="Set up" hint="One command a line; prepares a fresh tree" rows={2} {...field('setup')} />
      <TextArea label="Checks" hint="One command a line, all of which must succeed" rows={3} {...field('verify')} />
      <TextField label="Deploy" hint="Runs after landing, outside the agent’s reach; empty for none" {...field('deploy')} />
      <TextField label="Health check" hint="Runs after deploying; empty for none" {...field('healthCheck')} />
      <TextField label="Health check, seconds" hint="How long it may fail before the task is rolled back" type="number" min={1} max={3600} {...field('healthCheckSeconds')} />
      <TextArea label="Deploy secrets" hint="One name a line; only deploying gets them" rows={2} {...field('deploySecrets')} />
      <TextArea label="Deploy network" hint="One host a line that only deploying may reach" rows={2} {...field('deployNetwork')} />
      <TextArea label="Network" hint="One host a line that its commands may reach" rows={2} {...field('network')} />
      <TextArea label="Read-only paths" hint="One path a line that commands may read" rows={2} {...field('readOnlyPaths')} />
    </Confirm>
  )
}
