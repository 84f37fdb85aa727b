import type { TaskStatus } from '../api/types.ts'
import type { TaskFilter } from '../api/queries.ts'
import { paths } from '../shared/paths.ts'

/** The groups of states that the list offers; the address may hold any states. */
export const statusGroups: readonly { readonly name: string; readonly states: readonly TaskStatus[] }[] = [
  { name: 'All states', states: [] },
  { name: 'Needs approval', states: ['pending_approval'] },
  { name: 'Queued', states: ['queued'] },
  { name: 'At work', states: ['analyzing', 'planning', 'executing', 'verifying', 'learning'] },
  { name: 'Landing or rolling back', states: ['approved', 'rolling_back'] },
  { name: 'Landed', states: ['completed'] },
  { name: 'Failed', states: ['failed', 'deployment_failed', 'rollback_failed'] },
  { name: 'Rejected, cancelled, rolled back', states: ['rejected', 'cancelled', 'rolled_back'] },
]

const names = ['status', 'repository', 'createdBy', 'q', 'cursor'] as const
type Name = (typeof names)[number]

export type Search = Readonly<Partial<Record<Name, string>>>

/** What the address says, without what it should not. */
export function readSearch(parameters: URLSearchParams): Search {
  const found: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = parameters.get(name)?.trim()
    if (value) found[name] = value.slice(0, 500)
  }
  return found
}

export const filterOf = (search: Search): TaskFilter => search

/** Changing a filter goes back to the first page. */
export function searchWith(search: Search, name: Exclude<Name, 'cursor'>, value: string): string {
  const { cursor: _, ...rest } = search
  return paths.tasks({ ...rest, [name]: value })
}

export const isFiltered = ({ status, repository, createdBy, q }: Search) =>
  [status, repository, createdBy, q].some((value) => value !== undefined)
