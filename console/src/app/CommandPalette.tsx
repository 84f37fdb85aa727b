import { useId, useState, type KeyboardEvent } from 'react'
import { Dialog } from '../shared/Dialog.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { usePaletteEntries, type Entry } from './usePaletteEntries.ts'

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useId()
  const entries = usePaletteEntries(text)
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const choose = (index: number) => {
    setChosen(index)
    document.getElementById(`${list}-${index}`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      choose((chosen + step + entries.length) % Math.max(1, entries.length))
    }
    if (event.key === 'Enter') run(entries[chosen])
  }
  return (
    <Dialog title="Search and commands" onClose={onClose}>
      <input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={entries.length > 0 ? `${list}-${chosen}` : undefined}
        aria-label="Search screens, tasks and commands"
        placeholder="A screen, words of a task, a command"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        className="w-full rounded-md border border-edge bg-surface px-3 py-2 placeholder:text-soft"
      />
      <ul id={list} role="listbox" aria-label="Found" className="max-h-[50vh] overflow-y-auto">
        {entries.map((entry, index) => (
          <li
            key={`${index}-${entry.name}`}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(entry)}
            className={`flex cursor-pointer items-baseline gap-3 rounded-md px-3 py-2 ${index === chosen ? 'bg-accent-pale text-accent' : ''}`}
          >
            <span className="min-w-0 grow truncate">
              <PlainText>{entry.name}</PlainText>
            </span>
            <span className="text-xs whitespace-nowrap">{entry.note}</span>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p className="text-soft">Nothing is called that.</p>}
    </Dialog>
  )
}
