import type { TaskEvent } from '../src/api/types.ts'
import { before } from './tasks.ts'

type Fact = readonly [type: string, minutesAgo: number, data: TaskEvent['data']]

const facts: readonly Fact[] = [
  ['status', 29, { status: 'analyzing', progress: 10 }],
  ['tool_call', 28.9, { id: 'c1', tool: 'search_codebase', input: { query: 'class Cart' } }],
  ['tool_result', 28.8, { id: 'c1', output: 'src/main/java/shop/Cart.java:9: public final class Cart {', durationMs: 140 }],
  ['tool_call', 28.7, { id: 'c2', tool: 'read_file', input: { path: 'src/main/java/shop/Cart.java' } }],
  ['tool_result', 28.7, { id: 'c2', output: 'package shop;\n\npublic final class Cart {\n}\n', durationMs: 12 }],
  ['turn', 28.5, { text: 'Cart.add takes any long. Refund and Checkout call it; both hand in positive amounts already.' }],
  ['status', 27, { status: 'planning', progress: 25 }],
  ['turn', 26.5, { text: 'Four steps: the guard, its tests, the build, the changelog.' }],
  ['status', 26, { status: 'executing', progress: 40 }],
  ['step', 26, { step: 1, action: 'write_file', target: 'src/main/java/shop/Cart.java', status: 'running' }],
  ['tool_call', 25.5, { id: 'c3', tool: 'write_file', input: { path: 'src/main/java/shop/Cart.java', content: 'public final class Cart {\n  …\n}' } }],
  ['tool_result', 25.4, { id: 'c3', output: 'Wrote 48 lines.', durationMs: 18 }],
  ['tool_call', 25, { id: 'c4', tool: 'execute_bash', input: { command: 'mvn -q test -Dtest=CartTest' } }],
  ['tool_result', 24, { id: 'c4', output: '[ERROR] CartTest.refusesNegative:21 expected IllegalArgumentException\n[ERROR] Tests run: 6, Failures: 1', exitCode: 1, durationMs: 21_400 }],
  ['retry', 23.9, { reason: 'The model’s service was overloaded (529)', attempt: 1 }],
  ['tool_call', 23, { id: 'c5', tool: 'execute_bash', input: { command: 'mvn -q test -Dtest=CartTest' } }],
  ['tool_result', 22, { id: 'c5', output: 'Tests run: 6, Failures: 0', exitCode: 0, durationMs: 19_800 }],
  ['checkpoint', 21.8, { step: 1, commit: '9a8b7c6d5e4f3a2b1c0d' }],
  ['step', 21.8, { step: 1, action: 'write_file', target: 'src/main/java/shop/Cart.java', status: 'done' }],
  ['message', 15, { by: 'mira', text: 'Please keep the message short.' }],
  ['step', 14, { step: 2, action: 'write_file', target: 'src/test/java/shop/CartTest.java', status: 'done' }],
  ['network', 9, { host: 'evil.example', allowed: false }],
  ['step', 8, { step: 3, action: 'execute_bash', target: 'mvn verify', status: 'running' }],
]

const ending: Readonly<Record<string, readonly Fact[]>> = {
  'tsk-review': [['status', 7, { status: 'verifying' }], ['status', 5, { status: 'learning' }], ['status', 4, { status: 'pending_approval' }]],
  'tsk-landed': [['status', 7, { status: 'verifying' }], ['status', 5, { status: 'learning' }], ['status', 4, { status: 'pending_approval' }], ['status', 3, { status: 'approved' }], ['status', 2, { status: 'completed' }]],
  'tsk-failed': [['status', 7, { status: 'failed' }]],
}

const started = new Set(['tsk-running', 'tsk-review', 'tsk-large', 'tsk-landed', 'tsk-failed', 'tsk-rolled'])

const logs = new Map<string, TaskEvent[]>()

export function logOf(id: string): TaskEvent[] {
  let log = logs.get(id)
  if (!log) {
    const all = started.has(id) ? [...facts, ...(ending[id] ?? (id === 'tsk-running' ? [] : ending['tsk-review'] ?? []))] : []
    log = [['status', 30, { status: 'queued', progress: 0 }] as Fact, ...all].map(([type, minutes, data], index) => ({
      seq: index + 1,
      type,
      at: before(minutes),
      data,
    }))
    logs.set(id, log)
  }
  return log
}

export function add(id: string, type: string, data: TaskEvent['data']): TaskEvent {
  const log = logOf(id)
  const event = { seq: (log.at(-1)?.seq ?? 0) + 1, type, at: new Date().toISOString(), data }
  log.push(event)
  return event
}
