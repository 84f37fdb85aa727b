import { instantsOf } from '../shared/days.ts'
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

/** The filter of a filled form. */
export function filterOfForm(form: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { from = '', to = '', action = '', actor = '', subject = '' } = form
  return { action, actor: actor.trim(), subject: subject.trim(), ...instantsOf(from, to) }
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
  ['webhook.', 'Everything about webhooks'],
  ['learning.', 'Everything about learnings'],
  ['emergency.', 'Emergency stops'],
]
