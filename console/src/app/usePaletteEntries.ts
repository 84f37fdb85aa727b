import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useNavigate } from 'react-router'
import { tasksQuery } from '../api/queries.ts'
import { paths } from '../shared/paths.ts'
import { firstLine, taskWord } from '../shared/words.ts'
import { places } from './places.ts'
import { applyTheme, themeNames, themes } from './theme.ts'
import { useSignOut } from './useSignOut.ts'

export interface Entry {
  readonly name: string
  readonly note: string
  readonly run: () => void
}

/** What the palette finds for these words: screens, tasks, commands. */
export function usePaletteEntries(words: string): readonly Entry[] {
  const navigate = useNavigate()
  const leave = useSignOut()
  const searched = useDeferredValue(words.trim())
  const tasks = useQuery(tasksQuery({ q: searched, limit: 8 })).data?.tasks ?? []
  const go = (path: string) => () => void navigate(path)
  const commands: readonly Entry[] = [
    ...themes.map((theme) => ({ name: themeNames[theme], note: 'Command', run: () => applyTheme(theme) })),
    { name: 'Sign out', note: 'Command', run: leave },
  ]
  const named = ({ name }: { name: string }) => name.toLowerCase().includes(words.trim().toLowerCase())
  return [
    ...places.filter(named).map(({ name, path }) => ({ name, note: 'Screen', run: go(path) })),
    ...tasks.map((task) => ({
      name: firstLine(task.task),
      note: taskWord(task),
      run: go(task.status === 'pending_approval' ? paths.review(task.id) : paths.task(task.id)),
    })),
    ...commands.filter(named),
  ]
}
