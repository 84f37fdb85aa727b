import type { TaskEvent, TaskStatus } from '../api/types.ts'
import { fields, flag, number, text } from './eventData.ts'

export interface Call {
  readonly kind: 'call'
  /** The step it belongs to, where several were under way at once; null where nobody need ask. */
  readonly step: number | null
  readonly seq: number
  readonly id: string
  readonly at: string
  readonly tool: string
  readonly target: string | null
  readonly input: string
  readonly result: CallResult | null
}

export interface CallResult {
  readonly failed: boolean
  readonly output: string
  readonly exitCode: number | null
  readonly milliseconds: number
}

export interface Line {
  readonly kind: 'step' | 'said' | 'thought' | 'note' | 'person' | 'trouble'
  readonly step: number | null
  readonly seq: number
  readonly at: string
  readonly text: string
}

export type Item = Call | Line

/** What happened while the task was in one state. */
export interface Section {
  readonly status: TaskStatus
  readonly at: string
  readonly until: string | null
  readonly items: readonly Item[]
}

interface OpenSection {
  status: TaskStatus
  at: string
  until: string | null
  items: Item[]
}

/** Reads the log of a task, oldest first, into sections; pure, so that the whole screen follows from the events. */
export function readLog(events: readonly TaskEvent[]): readonly Section[] {
  const sections: OpenSection[] = []
  const calls = new Map<string, { section: OpenSection; index: number }>()
  const running = new Set<number>()
  for (const event of events) {
    const section = sectionFor(sections, event)
    if (event.type === 'step') follow(running, event)
    if (event.type === 'tool_result') answer(calls, event)
    else {
      for (const item of itemsOf(event, running.size > 1 ? stepOf(event) : null)) {
        section.items.push(item)
        if (item.kind === 'call') calls.set(item.id, { section, index: section.items.length - 1 })
      }
    }
  }
  return sections
}

/** Which steps are under way. */
function follow(running: Set<number>, event: TaskEvent): void {
  const step = stepNumber(event)
  if (step === null) return
  if (text(event.data, 'status', 'state') === 'running') running.add(step)
  else running.delete(step)
}

const stepNumber = ({ data }: TaskEvent) => number(data, 'step', 'index', 'number')

/** The step that a part such as `execute/0/2` is: before it stands how many new plans there were. */
function stepOf({ data }: TaskEvent): number | null {
  const found = /^execute\/(?:\d+\/)?(\d+)$/.exec(text(data, 'part') ?? '')
  return found ? Number(found[1]) : null
}

function sectionFor(sections: OpenSection[], event: TaskEvent): OpenSection {
  const last = sections.at(-1)
  const status = event.type === 'status' ? (text(event.data, 'status') as TaskStatus | null) : null
  if (last && (status === null || status === last.status)) return last
  if (last) last.until = event.at
  const next: OpenSection = { status: status ?? 'queued', at: event.at, until: null, items: [] }
  sections.push(next)
  return next
}

function answer(calls: Map<string, { section: OpenSection; index: number }>, event: TaskEvent): void {
  const place = calls.get(callId(event))
  const call = place?.section.items[place.index]
  if (!place || call?.kind !== 'call') return
  const output = text(event.data, 'output', 'text', 'summary') ?? ''
  const exitCode = number(event.data, 'exitCode') ?? exitCodeIn(output)
  place.section.items[place.index] = {
    ...call,
    result: {
      exitCode,
      failed: flag(event.data, 'error', 'isError', 'failed') || (exitCode !== null && exitCode !== 0),
      output,
      milliseconds: number(event.data, 'durationMs') ?? Date.parse(event.at) - Date.parse(call.at),
    },
  }
}

/** Tools that run a command say how it ended in their last line. */
function exitCodeIn(output: string): number | null {
  const found = /\(exit code (\d+)(?:, | after )[^\n]*\)\s*$/.exec(output)
  return found ? Number(found[1]) : null
}

const callId = (event: TaskEvent) => text(event.data, 'id', 'callId', 'toolUseId') ?? String(event.seq)

function itemsOf(event: TaskEvent, step: number | null): readonly Item[] {
  const { data, seq, at, type } = event
  const line = (kind: Line['kind'], said: string | null): readonly Line[] => (said ? [{ kind, step, seq, at, text: said }] : [])
  switch (type) {
    case 'tool_call':
      return [{ ...callOf(event), step }]
    case 'step':
      return line('step', stepSentence(event))
    case 'stage':
      return line(flagged(event) ? 'trouble' : 'note', stageSentence(event))
    case 'turn':
      return [...line('thought', text(data, 'thinking')), ...line('said', text(data, 'text'))]
    case 'message':
      return line('person', [text(data, 'from', 'by'), text(data, 'text')].filter(Boolean).join(': '))
    case 'retry':
      return line('trouble', `${text(data, 'reason', 'message') ?? 'The model did not answer'}; trying again.`)
    case 'compaction':
      return line('note', 'Summarised the conversation so far to make room.')
    case 'network':
      return line(
        flag(data, 'allowed') ? 'note' : 'trouble',
        `${flag(data, 'allowed') ? 'Reached' : 'Refused to reach'} ${text(data, 'host') ?? 'a host'}.`,
      )
    case 'checkpoint':
      return line('note', `Kept a checkpoint ${(text(data, 'commit') ?? '').slice(0, 10)}.`)
    default:
      return []
  }
}

const targets = ['path', 'command', 'query', 'pattern', 'file', 'title', 'action']

/** The target in an input that was too long to be kept whole, and so is no JSON any more. */
function cutTarget(input: string | null): string | null {
  const found = /"(?:path|command|query|file)":"((?:[^"\\]|\\.){1,200})/.exec(input ?? '')
  return found?.[1] ?? null
}

const flagged = ({ data }: TaskEvent) => data['succeeded'] === false || text(data, 'verdict') === 'request_changes'

function stageSentence({ data }: TaskEvent): string | null {
  const command = text(data, 'command')
  if (command) return `${text(data, 'stage') ?? 'A stage'} ran ${command}: ${data['succeeded'] === false ? 'failed' : 'succeeded'}`
  const verdict = text(data, 'verdict')?.replaceAll('_', ' ')
  return [verdict && `The reviewer says ${verdict}.`, text(data, 'summary', 'message')].filter(Boolean).join(' ') || null
}

/** A command as one would type it; anything else as the model gave it. */
function inputText(event: TaskEvent, input: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(input)
  if (names.length === 0) return text(event.data, 'input') ?? ''
  return names.length === 1 && typeof input['command'] === 'string' ? input['command'] : JSON.stringify(input, null, 2)
}

function callOf(event: TaskEvent): Call {
  const input = fields(event.data, 'input')
  return {
    kind: 'call',
    step: null,
    seq: event.seq,
    id: callId(event),
    at: event.at,
    tool: text(event.data, 'tool', 'name') ?? 'a tool',
    target: text(event.data, 'target') ?? text(input, ...targets) ?? cutTarget(text(event.data, 'input')),
    input: inputText(event, input),
    result: null,
  }
}

function stepSentence({ data }: TaskEvent): string {
  const index = number(data, 'step', 'index', 'number')
  const action = text(data, 'action')?.replaceAll('_', ' ')
  const name = text(data, 'description', 'title') ?? [action, text(data, 'target')].filter(Boolean).join(' ')
  const state = text(data, 'status', 'state') ?? 'running'
  const words: Record<string, string> = { running: 'started', completed: 'done', failed: 'failed' }
  return `Step${index === null ? '' : ` ${index}`}${name ? `: ${name}` : ''}, ${words[state] ?? state}`
}
