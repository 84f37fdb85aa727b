import { useSearchParams } from 'react-router'
import { Button } from '../shared/Button.tsx'
import { Choice, TextField } from '../shared/Field.tsx'
import { daysOf } from '../shared/days.ts'
import { actions, filterOfForm, type AuditSearch } from './search.ts'

/** The filters live in the address, as those of the tasks do. */
export function AuditFilters({ search }: { search: AuditSearch }) {
  const [, setParameters] = useSearchParams()
  const { from, to } = daysOf(search)
  return (
    <form
      key={JSON.stringify(search)}
      role="search"
      className="grid grid-cols-2 items-end gap-2 md:grid-cols-[1.4fr_1fr_1.4fr_1fr_1fr_auto]"
      onSubmit={(event) => {
        event.preventDefault()
        const asked = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
        setParameters(Object.entries(filterOfForm(asked)).filter(([, value]) => value !== ''))
      }}
    >
      <Choice label="Action" name="action" defaultValue={search.action}>
        <option value="">All actions</option>
        {search.action && !actions.some(([value]) => value === search.action) && <option>{search.action}</option>}
        {actions.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Choice>
      <TextField label="Person" name="actor" defaultValue={search.actor} maxLength={255} />
      <TextField label="Subject" name="subject" placeholder="Id of a task, name of a repository" defaultValue={search.subject} maxLength={255} className="col-span-2 md:col-span-1" />
      <TextField label="From" name="from" type="date" defaultValue={from} />
      <TextField label="Until" name="to" type="date" defaultValue={to} />
      <Button type="submit" className="max-md:col-span-2">
        Search
      </Button>
    </form>
  )
}
