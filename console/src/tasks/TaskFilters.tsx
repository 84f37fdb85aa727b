import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { repositoriesQuery } from '../api/queries.ts'
import { Button } from '../shared/Button.tsx'
import { daysOf } from '../shared/days.ts'
import { Choice, TextField } from '../shared/Field.tsx'
import { filterOfForm, isNarrowed, searchWith, statusGroups, type Search } from './search.ts'

/** The filters live in the address: a list can be sent to a colleague as it is. */
export function TaskFilters({ search }: { search: Search }) {
  const navigate = useNavigate()
  const repositories = useQuery(repositoriesQuery).data?.repositories ?? []
  const known = statusGroups.some((group) => group.states.join(',') === (search.status ?? ''))
  return (
    <form
      role="search"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void navigate(searchWith(search, filterOfForm(new FormData(event.currentTarget))))
      }}
    >
      <div className="grid grid-cols-2 items-end gap-2 md:grid-cols-[2fr_1fr_1fr_1fr_auto]">
        <TextField
          key={`q-${search.q}`}
          className="col-span-2 md:col-span-1"
          label="Search tasks"
          name="q"
          type="search"
          placeholder="Words of the task"
          defaultValue={search.q}
          maxLength={500}
        />
        <Choice
          label="State"
          value={search.status ?? ''}
          onChange={(event) => void navigate(searchWith(search, { status: event.target.value }))}
        >
          {!known && <option value={search.status}>{search.status}</option>}
          {statusGroups.map((group) => (
            <option key={group.name} value={group.states.join(',')}>
              {group.name}
            </option>
          ))}
        </Choice>
        <Choice
          label="Repository"
          value={search.repository ?? ''}
          onChange={(event) => void navigate(searchWith(search, { repository: event.target.value }))}
        >
          <option value="">All repositories</option>
          {repositories.map((repository) => (
            <option key={repository.name}>{repository.name}</option>
          ))}
        </Choice>
        <TextField key={`by-${search.createdBy}`} label="Person" name="createdBy" defaultValue={search.createdBy} />
        <Button type="submit">Search</Button>
      </div>
      <details open={isNarrowed(search) || undefined}>
        <summary className="w-fit text-sm text-soft">Time and cost</summary>
        <div key={`${search.from} ${search.to} ${search.minCostUsd} ${search.maxCostUsd}`} className="mt-2 grid grid-cols-2 gap-2 md:grid-cols-4">
          <TextField label="From" name="from" type="date" defaultValue={daysOf(search).from} />
          <TextField label="Until" name="to" type="date" defaultValue={daysOf(search).to} />
          <TextField label="Cost at least, in dollars" name="minCostUsd" {...dollars} defaultValue={search.minCostUsd} />
          <TextField label="Cost at most, in dollars" name="maxCostUsd" {...dollars} defaultValue={search.maxCostUsd} />
        </div>
      </details>
    </form>
  )
}

const dollars = { type: 'number', min: 0, max: 999_999_999, step: 'any', inputMode: 'decimal' } as const
