import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { repositoriesQuery } from '../api/queries.ts'
import { Button } from '../shared/Button.tsx'
import { Choice, TextField } from '../shared/Field.tsx'
import { searchWith, statusGroups, type Search } from './search.ts'

/** The filters live in the address: a list can be sent to a colleague as it is. */
export function TaskFilters({ search }: { search: Search }) {
  const navigate = useNavigate()
  const repositories = useQuery(repositoriesQuery).data?.repositories ?? []
  const known = statusGroups.some((group) => group.states.join(',') === (search.status ?? ''))
  return (
    <form
      role="search"
      className="grid grid-cols-2 items-end gap-2 md:grid-cols-[2fr_1fr_1fr_1fr_auto]"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const q = String(form.get('q') ?? '').trim()
        const createdBy = String(form.get('createdBy') ?? '').trim()
        void navigate(searchWith({ ...search, q }, 'createdBy', createdBy))
      }}
    >
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
        onChange={(event) => void navigate(searchWith(search, 'status', event.target.value))}
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
        onChange={(event) => void navigate(searchWith(search, 'repository', event.target.value))}
      >
        <option value="">All repositories</option>
        {repositories.map((repository) => (
          <option key={repository.name}>{repository.name}</option>
        ))}
      </Choice>
      <TextField key={`by-${search.createdBy}`} label="Person" name="createdBy" defaultValue={search.createdBy} />
      <Button type="submit">Search</Button>
    </form>
  )
}
