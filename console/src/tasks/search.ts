import type { TaskStatus } from '../api/types.ts'
import type { TaskFilter } from '../api/queries.ts'
import { instantsOf } from '../shared/days.ts'
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

const names = ['status', 'repository', 'createdBy', 'q', 'from', 'to', 'minCostUsd', 'maxCostUsd', 'cursor'] as const
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
export function searchWith(search: Search, changed: Search): string {
  const { cursor: _, ...rest } = search
  return paths.tasks({ ...rest, ...changed })
}

export const isFiltered = (search: Search) => names.some((name) => name !== 'cursor' && search[name] !== undefined)

/** What stands under "More filters", which opens by itself where one of them is at work. */
export const isNarrowed = ({ from, to, minCostUsd, maxCostUsd }: Search) =>
  [from, to, minCostUsd, maxCostUsd].some((value) => value !== undefined)

/** The filter of a filled form: local days become instants, the last of them exclusive; what is no amount is left out. */
export function filterOfForm(form: FormData): Search {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const amount = (name: string) => (/^\d{1,9}(\.\d{1,8})?$/.test(text(name)) ? text(name) : '')
  return {
    q: text('q'),
    createdBy: text('createdBy'),
    minCostUsd: amount('minCostUsd'),
    maxCostUsd: amount('maxCostUsd'),
    ...instantsOf(text('from'), text('to')),
  }
}
