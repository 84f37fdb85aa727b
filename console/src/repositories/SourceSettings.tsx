import { Button } from '../shared/Button.tsx'
import { TextField } from '../shared/Field.tsx'
import { Section, type SectionProps } from './Sections.tsx'
import type { Source } from './settings.ts'

const empty: Source = { name: '', url: '', user: '', password: '' }

/** The databases that the agent may ask. A stored password is never shown, and kept unless another is typed. */
export function SourceSettings({ form, set }: SectionProps) {
  const { dataSources } = form
  const change = (index: number, next: Partial<Source>) =>
    set({ dataSources: dataSources.map((source, at) => (at === index ? { ...source, ...next } : source)) })
  return (
    <Section title="Data sources" intro="PostgreSQL databases that the agent may query, read-only. Give it a login that can do no more.">
      {dataSources.map((source, index) => (
        <fieldset key={index} className="grid gap-3 rounded-md border border-line p-3 sm:col-span-2 sm:grid-cols-2">
          <legend className="sr-only">Data source {index + 1}</legend>
          <TextField label="Name" required value={source.name} onChange={(event) => change(index, { name: event.target.value })} />
          <TextField
            label="Address"
            required
            placeholder="jdbc:postgresql://host/database"
            value={source.url}
            onChange={(event) => change(index, { url: event.target.value })}
          />
          <TextField label="User" required value={source.user} onChange={(event) => change(index, { user: event.target.value })} />
          <TextField
            label="Password"
            type="password"
            autoComplete="off"
            placeholder="As it is"
            value={source.password}
            onChange={(event) => change(index, { password: event.target.value })}
          />
          <div>
            <Button onClick={() => set({ dataSources: dataSources.filter((_, at) => at !== index) })}>Remove</Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => set({ dataSources: [...dataSources, empty] })}>Add a data source</Button>
      </div>
    </Section>
  )
}
