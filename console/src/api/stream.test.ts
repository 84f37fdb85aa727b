import { afterEach, expect, it } from 'vitest'
import { ApiError } from './problem.ts'
import { follow, waitAfter, type StreamMessage, type StreamState } from './stream.ts'

const nativeFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = nativeFetch
})

const stream = (text: string) => new Response(text, { headers: { 'Content-Type': 'text/event-stream' } })

/** Answers one request after the other and keeps what was asked with which last id. */
function answering(...answers: (() => Response)[]): (string | null)[] {
  const asked: (string | null)[] = []
  globalThis.fetch = (_input, init) => {
    asked.push(new Headers(init?.headers).get('Last-Event-ID'))
    const next = answers.shift()
    return next ? Promise.resolve(next()) : Promise.reject(new TypeError('no answer left'))
  }
  return asked
}

async function followAll() {
  const messages: StreamMessage[] = []
  const states: StreamState[] = []
  let signedOut: unknown = null
  await follow(
    '/stream',
    {
      message: (message) => messages.push(message),
      state: (state) => {
        states.push(state)
        if (state === 'waiting') queueMicrotask(() => window.dispatchEvent(new Event('online')))
      },
      signedOut: (error) => {
        signedOut = error
      },
    },
    new AbortController().signal,
  )
  return { messages, states, signedOut }
}

it('reads events and stops at the end', async () => {
  answering(() => stream('retry: 2000\n\nid: 4\ndata: {"a":1}\n\n: heartbeat\n\nevent: end\nid: 5\ndata: {}\n\n'))
  const { messages, states } = await followAll()
  expect(messages).toEqual([
    { id: '4', event: 'message', data: '{"a":1}' },
    { id: '5', event: 'end', data: '{}' },
  ])
  expect(states).toEqual(['connecting', 'live', 'ended'])
})

it('connects again from the last id when the connection breaks', async () => {
  const asked = answering(
    () => stream('id: 7\ndata: x\n\ndata: without an id\n\n'),
    () => new Response('', { status: 503 }),
    () => new Response(null, { status: 204 }),
  )
  const { states } = await followAll()
  expect(asked).toEqual([null, '7', '7'])
  expect(states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'waiting', 'connecting', 'ended'])
})

it('says when the session is over instead of asking for ever', async () => {
  answering(() => new Response('{}', { status: 401, headers: { 'Content-Type': 'application/problem+json' } }))
  const { signedOut } = await followAll()
  expect(signedOut).toBeInstanceOf(ApiError)
})

it('waits longer after each failure, with a bound', () => {
  expect([0, 1, 2, 3, 10].map((failures) => waitAfter(failures, () => 0.5))).toEqual([500, 1_000, 2_000, 4_000, 15_000])
})
