import { expect, it } from 'vitest'
import type { TaskEvent } from '../api/types.ts'
import { readLog } from './log.ts'

const event = (seq: number, type: string, data: TaskEvent['data']): TaskEvent => ({
  seq,
  type,
  at: `2026-01-01T00:00:${String(seq).padStart(2, '0')}Z`,
  data,
})

it('opens a section for each state and closes the one before', () => {
  const sections = readLog([
    event(1, 'status', { status: 'analyzing' }),
    event(2, 'status', { status: 'analyzing', progress: 12 }),
    event(3, 'status', { status: 'planning' }),
  ])
  expect(sections.map(({ status, until }) => [status, until])).toEqual([
    ['analyzing', '2026-01-01T00:00:03Z'],
    ['planning', null],
  ])
})

it('joins a call with its result, also over a change of state', () => {
  const sections = readLog([
    event(1, 'status', { status: 'executing' }),
    event(2, 'tool_call', { id: 'c', tool: 'execute_bash', input: { command: 'make' } }),
    event(3, 'status', { status: 'verifying' }),
    event(4, 'tool_result', { id: 'c', output: 'no rule', exitCode: 2 }),
  ])
  expect(sections[0]?.items[0]).toMatchObject({
    kind: 'call',
    target: 'make',
    result: { failed: true, exitCode: 2, output: 'no rule', milliseconds: 2_000 },
  })
})

it('finds the exit code where the command’s tool says it, and nowhere else', () => {
  const code = (output: string) => {
    const [section] = readLog([event(1, 'tool_call', { id: 'c', name: 'execute_bash' }), event(2, 'tool_result', { id: 'c', text: output })])
    const item = section?.items[0]
    return item?.kind === 'call' ? [item.result?.exitCode, item.result?.failed] : null
  }
  expect(code('no match\n(exit code 1, 0.2 s, now in /work)')).toEqual([1, true])
  expect(code('fine\n(exit code 0, 0.2 s, now in /work)\n')).toEqual([0, false])
  expect(code('$ make test\nred\n(exit code 2 after 3.1 s; 4 tests run)')).toEqual([2, true])
  expect(code('it printed (exit code 9, ha) and went on')).toEqual([null, false])
})

it('takes a call without a result as still running', () => {
  const [section] = readLog([event(1, 'tool_call', { id: 'c', name: 'read_file', input: '{"path":"a.txt"}' })])
  expect(section?.items[0]).toMatchObject({ target: 'a.txt', result: null })
})

it('reads facts it does not know, and results without a call, as nothing', () => {
  expect(readLog([event(1, 'surprise', { a: 1 }), event(2, 'tool_result', { id: 'none' })])).toMatchObject([{ items: [] }])
})

it('says steps, people and trouble in sentences', () => {
  const [section] = readLog([
    event(1, 'step', { step: 2, action: 'run_tests', target: 'CartTest', status: 'completed' }),
    event(2, 'message', { from: 'mira', text: 'keep it short' }),
    event(3, 'network', { host: 'evil.example', allowed: false }),
  ])
  expect(section?.items.map((item) => (item.kind === 'call' ? '' : item.text))).toEqual([
    'Step 2: run tests CartTest, done',
    'mira: keep it short',
    'Refused to reach evil.example.',
  ])
})

it('finds the target in an input that was cut short', () => {
  const [section] = readLog([event(1, 'tool_call', { id: 'c', name: 'write_file', input: '{"path":"src/a.ts","content":"xxxx…' })])
  expect(section?.items[0]).toMatchObject({ target: 'src/a.ts', input: '{"path":"src/a.ts","content":"xxxx…' })
})

it('says which step it was while several are under way, and only then', () => {
  const call = (seq: number, step: number) => event(seq, 'tool_call', { id: `c${seq}`, name: 'read_file', part: `execute/0/${step}`, input: '{"path":"a"}' })
  const step = (seq: number, step: number, status: string) => event(seq, 'step', { number: step, status })
  const [section] = readLog([
    step(1, 2, 'running'), call(2, 2), step(3, 3, 'running'), call(4, 3), call(5, 2), step(6, 3, 'completed'), call(7, 2),
  ])
  expect(section?.items.filter(({ kind }) => kind === 'call').map((item) => [item.seq, item.step])).toEqual([
    [2, null], [4, 3], [5, 2], [7, null],
  ])
})

it('keeps what a turn thought apart from what it said', () => {
  const [section] = readLog([event(1, 'turn', { thinking: 'hm', text: 'Done.' })])
  expect(section?.items.map(({ kind }) => kind)).toEqual(['thought', 'said'])
})

it('makes the verdict of the reviewer a sentence', () => {
  const [section] = readLog([event(1, 'stage', { stage: 'review', verdict: 'request_changes', summary: 'No test.', findings: 1 })])
  expect(section?.items[0]).toMatchObject({ kind: 'trouble', text: 'The reviewer says request changes. No test.' })
})
