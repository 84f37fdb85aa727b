import type { AuditSearch } from '../shared/paths.ts'

export type { AuditSearch } from '../shared/paths.ts'

const names = ['action', 'actor', 'subject', 'from', 'to', 'cursor'] as const

/** What the address says, without what it should not. */
export function readSearch(parameters: URLSearchParams): AuditSearch {
  const found: Partial<Record<(typeof names)[number], string>> = {}
  for (const name of names) {
    const value = parameters.get(name)?.trim()
    if (value) found[name] = value.slice(0, 500)
  }
  return found
}

const DAY = 86_400_000

/** Days, as people name them and as a field of a date holds them, both included. */
export const daysOf = ({ from, to }: AuditSearch) => ({
  from: dayText(from === undefined ? NaN : Date.parse(from)),
  to: dayText(to === undefined ? NaN : Date.parse(to) - DAY),
})

const dayText = (milliseconds: number) => {
  if (Number.isNaN(milliseconds)) return ''
  const local = new Date(milliseconds)
  return [local.getFullYear(), local.getMonth() + 1, local.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** The filter of a filled form: local days become instants, the last of them exclusive. */
export function instantsOf(form: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { from = '', to = '', action = '', actor = '', subject = '' } = form
  return { action, actor: actor.trim(), subject: subject.trim(), from: instantText(from, 0), to: instantText(to, DAY) }
}

function instantText(day: string, later: number): string {
  const midnight = Date.parse(`${day}T00:00:00`)
  return Number.isNaN(midnight) ? '' : new Date(midnight + later).toISOString()
}

/** What one asks for most; the address takes any action, and one that ends in a dot means all that begin so. */
export const actions: readonly (readonly [value: string, name: string])[] = [
  ['task.', 'Everything about tasks'],
  ['task.submit', 'Task handed over'],
  ['task.approve', 'Approved'],
  ['task.reject', 'Rejected'],
  ['task.request_changes', 'Changes requested'],
  ['task.rollback', 'Rolled back'],
  ['task.cancel', 'Cancelled'],
  ['repository.', 'Everything about repositories'],
  ['emergency.', 'Emergency stops'],
]
