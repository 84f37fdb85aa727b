import type { WebhookEventName } from '../api/types.ts'
import { Check } from '../shared/Field.tsx'
import { eventWord, everything, groups } from './events.ts'

interface Props {
  readonly chosen: readonly WebhookEventName[]
  readonly onChange: (next: readonly WebhookEventName[]) => void
}

/** What the address is told of; all, or what is ticked. */
export function EventChoice({ chosen, onChange }: Props) {
  const all = chosen.includes(everything)
  const toggle = (event: WebhookEventName) =>
    onChange(chosen.includes(event) ? chosen.filter((each) => each !== event) : [...chosen, event])
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">Tell of</legend>
      <Check
        label="Everything that happens to tasks, also what later versions add"
        checked={all}
        onChange={() => onChange(all ? (groups[0]?.events ?? []) : [everything])}
      />
      {!all &&
        groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <p className="mb-1 text-xs font-semibold text-soft">{group.name}</p>
            <div className="grid grid-cols-2 gap-x-3 gap-y-1.5">
              {group.events.map((event) => (
                <Check key={event} label={eventWord(event)} checked={chosen.includes(event)} onChange={() => toggle(event)} />
              ))}
            </div>
          </div>
        ))}
    </fieldset>
  )
}
