import type { TaskEvent } from '../src/api/types.ts'
import { before } from './tasks.ts'

type Fact = readonly [type: string, minutesAgo: number, data: TaskEvent['data']]

const facts: readonly Fact[] = [
  ['status', 29, { status: 'analyzing', progress: 10 }],
  ['tool_call', 28.9, { id: 'c1', name: 'search_codebase', input: JSON.stringify({ query: 'class Cart' }) }],
  ['tool_result', 28.8, { id: 'c1', text: 'src/main/java/shop/Cart.java:9: public final class Cart {', durationMs: 140 }],
  ['tool_call', 28.7, { id: 'c2', name: 'read_file', input: JSON.stringify({ path: 'src/main/java/shop/Cart.java' }) }],
  ['tool_result', 28.7, { id: 'c2', text: 'package shop;\n\npublic final class Cart {\n}\n', durationMs: 12 }],
  ['turn', 28.5, { thinking: 'Who calls add? Checkout and Refund; both look at the amount first.', text: 'Cart.add takes any long. Refund and Checkout call it; both hand in positive amounts already.' }],
  ['status', 27, { status: 'planning', progress: 25 }],
  ['turn', 26.5, { text: 'Four steps: the guard, its tests, the build, the changelog.' }],
  ['status', 26, { status: 'executing', progress: 40 }],
  ['step', 26, { number: 1, action: 'write_file', target: 'src/main/java/shop/Cart.java', status: 'running' }],
  ['tool_call', 25.5, { id: 'c3', name: 'write_file', input: { path: 'src/main/java/shop/Cart.java', content: 'public final class Cart {\n  …\n}' } }],
  ['tool_result', 25.4, { id: 'c3', text: 'Wrote 48 lines.', durationMs: 18 }],
  ['tool_call', 25, { id: 'c4', name: 'execute_bash', input: JSON.stringify({ command: 'mvn -q test -Dtest=CartTest' }) }],
  ['tool_result', 24, { id: 'c4', text: '[ERROR] CartTest.refusesNegative:21 expected IllegalArgumentException\n[ERROR] Tests run: 6, Failures: 1', error: true, durationMs: 21_400 }],
  ['retry', 23.9, { reason: 'The model’s service was overloaded (529)', attempt: 1 }],
  ['tool_call', 23, { id: 'c5', name: 'execute_bash', input: JSON.stringify({ command: 'mvn -q test -Dtest=CartTest' }) }],
  ['tool_result', 22, { id: 'c5', text: 'Tests run: 6, Failures: 0', error: false, durationMs: 19_800 }],
  ['checkpoint', 21.8, { number: 1, commit: '9a8b7c6d5e4f3a2b1c0d' }],
  ['step', 21.8, { number: 1, action: 'write_file', target: 'src/main/java/shop/Cart.java', status: 'completed' }],
  ['message', 15, { from: 'mira', text: 'Please keep the message short.' }],
  ['step', 14, { number: 2, action: 'write_file', target: 'src/test/java/shop/CartTest.java', status: 'completed' }],
  ['network', 9, { host: 'evil.example', allowed: false }],
  ['usage', 8.1, { part: 'execute/3', contextTokens: 88_400, contextLimit: 150_000 }],
  ['step', 8, { number: 3, action: 'execute_bash', target: 'mvn verify', status: 'running' }],
]

/** Two steps at once. */
const both: readonly Fact[] = [
  ['status', 12, { status: 'executing', progress: 55 }],
  ['step', 12, { number: 2, description: 'Write the importer’s tests', status: 'running' }],
  ['step', 12, { number: 3, description: 'Write the importer’s manual page', status: 'running' }],
  ['turn', 11, { part: 'execute/2', text: 'First the tests of an empty file.' }],
  ['tool_call', 10.9, { part: 'execute/2', id: 'p1', name: 'write_file', input: JSON.stringify({ path: 'src/test/java/importer/EmptyFileTest.java' }) }],
  ['turn', 10.8, { part: 'execute/3', text: 'The page follows the others: purpose, options, examples.' }],
  ['tool_call', 10.8, { part: 'execute/3', id: 'p2', name: 'read_file', input: JSON.stringify({ path: 'docs/manual/export.md' }) }],
  ['tool_result', 10.7, { part: 'execute/2', id: 'p1', text: 'Wrote 31 lines.', durationMs: 15 }],
  ['tool_result', 10.7, { part: 'execute/3', id: 'p2', text: '# export', durationMs: 9 }],
  ['usage', 10.6, { part: 'execute/3', contextTokens: 61_000, contextLimit: 150_000 }],
  ['tool_call', 10.5, { part: 'execute/2', id: 'p3', name: 'execute_bash', input: JSON.stringify({ command: 'mvn -q test -Dtest=EmptyFileTest' }) }],
]

const ending: Readonly<Record<string, readonly Fact[]>> = {
  'tsk-review': [['status', 7, { status: 'verifying' }], ['status', 5, { status: 'learning' }], ['status', 4, { status: 'pending_approval' }]],
  'tsk-landed': [['status', 7, { status: 'verifying' }], ['status', 5, { status: 'learning' }], ['status', 4, { status: 'pending_approval' }], ['status', 3, { status: 'approved' }], ['status', 2, { status: 'completed' }]],
  'tsk-failed': [['status', 7, { status: 'failed' }]],
}

const started = new Set(['tsk-running', 'tsk-review', 'tsk-large', 'tsk-landed', 'tsk-failed', 'tsk-rolled'])

/** Ten thousand lines of a log. */
const long: readonly Fact[] = [
  ['status', 28, { status: 'executing', progress: 40 }],
  ...Array.from({ length: 5_000 }, (_, index): readonly Fact[] => [
    ['tool_call', 27, { id: `l${index}`, name: 'read_file', input: JSON.stringify({ path: `manual/page-${index}.md` }) }],
    ['tool_result', 27, { id: `l${index}`, text: `Page ${index}\n`.repeat(20), error: index % 500 === 499, durationMs: index % 90 }],
  ]).flat(),
  ['status', 2, { status: 'rolled_back', progress: 40 }],
]

const logs = new Map<string, TaskEvent[]>()

export function logOf(id: string): TaskEvent[] {
  let log = logs.get(id)
  if (!log) {
    const all = id === 'tsk-long' ? long : id === 'tsk-both' ? both : started.has(id) ? [...facts, ...(ending[id] ?? (id === 'tsk-running' ? [] : ending['tsk-review'] ?? []))] : []
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
