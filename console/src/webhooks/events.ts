import type { TaskStatus, WebhookEventName } from '../api/types.ts'
import { statusWord } from '../shared/words.ts'

export const everything: WebhookEventName = '*'

/** What one can be told of, in the order in which a task meets it; most people want the first group. */
export const groups: readonly { readonly name: string; readonly events: readonly WebhookEventName[] }[] = [
  {
    name: 'Somebody is needed',
    events: ['task.pending_approval', 'task.failed', 'task.deployment_failed', 'task.rollback_failed'],
  },
  { name: 'It is over', events: ['task.completed', 'task.rejected', 'task.cancelled', 'task.rolled_back'] },
  {
    name: 'It goes on',
    events: [
      'task.queued',
      'task.analyzing',
      'task.planning',
      'task.executing',
      'task.verifying',
      'task.learning',
      'task.approved',
      'task.rolling_back',
    ],
  },
]

export const eventWord = (event: WebhookEventName): string =>
  event === everything ? 'Everything' : statusWord(event.slice('task.'.length) as TaskStatus)

/** What a webhook tells of, in a few words. */
export function eventsText(events: readonly WebhookEventName[]): string {
  if (events.includes(everything)) return 'Everything that happens to tasks'
  const group = groups.find(({ events: all }) => all.length === events.length && all.every((each) => events.includes(each)))
  return group ? group.name : events.map(eventWord).join(', ')
}
