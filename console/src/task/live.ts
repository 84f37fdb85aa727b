import type { Task, TaskEvent } from '../api/types.ts'
import type { StreamMessage } from '../api/stream.ts'

/** What is being said right now and not yet in the log. */
export interface Live {
  readonly text: string
  readonly thinking: string
  readonly output: Readonly<Record<string, string>>
}

export const nothingLive: Live = { text: '', thinking: '', output: {} }

const LONGEST = 20_000

const tail = (text: string) => (text.length > LONGEST ? text.slice(-LONGEST) : text)

/** What is live after one more piece. */
export function heard(live: Live, message: StreamMessage): Live {
  const data = parsed(message)
  const said = typeof data['text'] === 'string' ? data['text'] : ''
  switch (message.event) {
    case 'text':
      return { ...live, text: tail(live.text + said) }
    case 'thinking':
      return { ...live, thinking: tail(live.thinking + said) }
    case 'tool_output': {
      const id = String(data['id'] ?? data['callId'] ?? '')
      return { ...live, output: { ...live.output, [id]: tail((live.output[id] ?? '') + said) } }
    }
    case 'turn':
      return { ...live, text: '', thinking: '' }
    case 'tool_result': {
      // Another step's command may go on.
      const { [idOf(data)]: _ended, '': _nameless, ...others } = live.output
      return { ...live, output: others }
    }
    default:
      return live
  }
}

function idOf(data: TaskEvent['data']): string {
  const inner = data['data']
  const fields = typeof inner === 'object' && inner !== null ? (inner as TaskEvent['data']) : data
  return String(fields['id'] ?? '')
}

/** The stored event that a message carries; null for live pieces, which have no number. */
export function storedEvent(message: StreamMessage): TaskEvent | null {
  const seq = Number(message.id)
  if (message.id === undefined || !Number.isFinite(seq)) return null
  const data = parsed(message)
  const inner = data['data']
  const wrapped = typeof inner === 'object' && inner !== null && typeof data['type'] === 'string'
  const at = typeof data['at'] === 'string' ? data['at'] : new Date().toISOString()
  return { seq, type: message.event, at, data: wrapped ? (inner as TaskEvent['data']) : data }
}

function parsed(message: StreamMessage): TaskEvent['data'] {
  const value: unknown = JSON.parse(message.data)
  return typeof value === 'object' && value !== null ? (value as TaskEvent['data']) : {}
}

/**
 * The change of state that a snapshot tells and the stream does not tell as an event of its own. Its number lies
 * between those of stored events, so that it hides none that is still to come.
 */
export function withStatus(known: readonly TaskEvent[], task: Pick<Task, 'status' | 'updatedAt'>): readonly TaskEvent[] {
  const last = known.findLast((event) => event.type === 'status')?.data['status']
  if (last === task.status) return known
  const seq = Math.floor(known.at(-1)?.seq ?? 0) + 0.5
  return [...known, { seq, type: 'status', at: task.updatedAt, data: { status: task.status } }]
}

/** Adds events behind the known ones; what is known already stays. */
export function appended(known: readonly TaskEvent[], added: readonly TaskEvent[]): readonly TaskEvent[] {
  const last = known.at(-1)?.seq ?? 0
  const fresh = added.filter((event) => event.seq > last)
  return fresh.length === 0 ? known : [...known, ...fresh]
}
