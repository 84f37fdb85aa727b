import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { tasksQuery } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { Dialog } from '../shared/Dialog.tsx'
import { paths } from '../shared/paths.ts'
import { firstLine, taskWord } from '../shared/words.ts'
import { places } from './places.ts'

interface Entry {
  readonly name: string
  readonly note: string
  readonly path: string
}

const entryOf = (task: Task): Entry => ({
  name: firstLine(task.task),
  note: taskWord(task),
  path: task.status === 'pending_approval' ? paths.review(task.id) : paths.task(task.id),
})

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useId()
  const navigate = useNavigate()
  const searched = useDeferredValue(text.trim())
  const tasks = useQuery(tasksQuery({ q: searched, limit: 8 }))
  const screens = places.filter((place) => place.name.toLowerCase().includes(text.trim().toLowerCase()))
  const entries: readonly Entry[] = [
    ...screens.map(({ name, path }) => ({ name, path, note: 'Screen' })),
    ...(tasks.data?.tasks ?? []).map(entryOf),
  ]
  const go = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    void navigate(entry.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setChosen((chosen + step + entries.length) % Math.max(1, entries.length))
    }
    if (event.key === 'Enter') go(entries[chosen])
  }
  return (
    <Dialog title="Search and commands" onClose={onClose}>
      <input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={`${list}-${chosen}`}
        aria-label="Search screens and tasks"
        placeholder="A screen, or words of a task"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        className="w-full rounded-md border border-edge bg-surface px-3 py-2"
      />
      <ul id={list} role="listbox" aria-label="Found" className="max-h-[50vh] overflow-y-auto">
        {entries.map((entry, index) => (
          <li
            key={`${entry.path}-${entry.name}`}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => go(entry)}
            className={`flex cursor-pointer items-baseline gap-3 rounded-md px-3 py-2 ${index === chosen ? 'bg-accent-pale text-accent' : ''}`}
          >
            <span className="min-w-0 grow truncate">{entry.name}</span>
            <span className="text-xs whitespace-nowrap">{entry.note}</span>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p className="text-soft">Nothing is called that.</p>}
    </Dialog>
  )
}
