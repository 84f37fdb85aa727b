import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { learningsQuery, repositoriesQuery, type LearningFilter } from '../api/queries.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { Choice, TextField } from '../shared/Field.tsx'
import { Page } from '../shared/Page.tsx'
import { Command, EmptyState, Missing } from '../shared/States.tsx'
import { LearningCard } from './LearningCard.tsx'

export default function LearningsPage() {
  const [parameters, setParameters] = useSearchParams()
  const value = (name: string) => parameters.get(name) ?? ''
  const filter: LearningFilter = { q: value('q'), successful: value('successful'), repository: value('repository'), disabled: value('disabled'), cursor: value('cursor') }
  const repositories = useQuery(repositoriesQuery).data?.repositories ?? []
  const learnings = useQuery(learningsQuery(filter))
  const set = (next: Record<string, string>) => {
    const all = { q: value('q'), successful: value('successful'), repository: value('repository'), disabled: value('disabled'), ...next }
    setParameters(Object.entries(all).filter(([, text]) => text !== ''))
  }
  const cursor = learnings.data?.nextCursor
  return (
    <Page title="Learnings">
      <form
        role="search"
        className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[2fr_1fr_1fr_1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          set({ q: String(new FormData(event.currentTarget).get('q') ?? '') })
        }}
      >
        <TextField className="col-span-2 sm:col-span-1" key={value('q')} label="Search learnings" type="search" name="q" defaultValue={value('q')} maxLength={500} />
        <Choice label="From" value={value('successful')} onChange={(event) => set({ successful: event.target.value })}>
          <option value="">All tasks</option>
          <option value="true">Tasks that succeeded</option>
          <option value="false">Tasks that failed</option>
        </Choice>
        <Choice label="Repository" value={value('repository')} onChange={(event) => set({ repository: event.target.value })}>
          <option value="">All repositories</option>
          {repositories.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
        <Choice label="Offered" value={value('disabled')} onChange={(event) => set({ disabled: event.target.value })}>
          <option value="">All</option>
          <option value="false">Offered to tasks</option>
          <option value="true">Disabled</option>
        </Choice>
        <Button type="submit">Search</Button>
      </form>
      <Missing of={learnings} what="learnings" />
      {learnings.data?.learnings.length === 0 && <NoLearnings filtered={Boolean(filter.q || filter.successful || filter.repository || filter.disabled)} />}
      <ul className="flex flex-col gap-3">
        {learnings.data?.learnings.map((learning) => (
          <LearningCard key={learning.id} learning={learning} />
        ))}
      </ul>
      {cursor && (
        <Link className={buttonLook()} to={`?${new URLSearchParams({ ...Object.fromEntries(parameters), cursor })}`}>
          Older
        </Link>
      )}
    </Page>
  )
}

function NoLearnings({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyState title="No learning fits these filters" />
  return (
    <EmptyState title="Nothing was learned yet">
      <p>Every finished task leaves what it learned here. Hand one over:</p>
      <Command>./journeyman run "Add a test for the empty cart"</Command>
    </EmptyState>
  )
}
