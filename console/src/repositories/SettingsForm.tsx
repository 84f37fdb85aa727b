import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { changeRepository } from '../api/commands.ts'
import type { Repository } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Failure } from '../shared/States.tsx'
import { plural } from '../shared/words.ts'
import { ApprovalSettings, BranchSettings, CheckSettings, DeploySettings, ReachSettings } from './Sections.tsx'
import { changeOf, formOf, type Settings } from './settings.ts'
import { SourceSettings } from './SourceSettings.tsx'

/** Changes what a repository is set up with; only what was changed here is sent. */
export function SettingsForm({ repository }: { repository: Repository }) {
  const [form, setForm] = useState(() => formOf(repository))
  const client = useQueryClient()
  const change = changeOf(repository, form)
  const changes = Object.keys(change).length
  const save = useMutation({
    mutationFn: () => changeRepository(repository.name, change),
    onSuccess: () => client.invalidateQueries({ queryKey: ['repositories'] }),
  })
  const set = (next: Partial<Settings>) => setForm((before) => ({ ...before, ...next }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form aria-label="Settings" className="flex flex-col gap-5" onSubmit={submit}>
      <BranchSettings form={form} set={set} />
      <CheckSettings form={form} set={set} />
      <ApprovalSettings form={form} set={set} />
      <DeploySettings form={form} set={set} />
      <ReachSettings form={form} set={set} />
      <SourceSettings form={form} set={set} />
      {save.isError && <Failure error={save.error} />}
      <div className="sticky bottom-16 flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 shadow-sm md:bottom-3">
        <p role="status" className="grow text-soft">
          {changes > 0 ? `${plural(changes, 'setting')} changed` : save.isSuccess ? 'Saved' : 'Nothing changed'}
        </p>
        <Button disabled={changes === 0} onClick={() => setForm(formOf(repository))}>
          Undo
        </Button>
        <Button kind="main" type="submit" disabled={changes === 0 || save.isPending}>
          {save.isPending ? 'Saving …' : 'Save'}
        </Button>
      </div>
    </form>
  )
}
