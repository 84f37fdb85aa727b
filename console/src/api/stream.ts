import { createParser } from 'eventsource-parser'
import { errorFrom, isSignedOut } from './problem.ts'

export interface StreamMessage {
  readonly id: string | undefined
  readonly event: string
  readonly data: string
}

export type StreamState = 'connecting' | 'live' | 'waiting' | 'ended'

export interface StreamListener {
  message(message: StreamMessage): void
  state(state: StreamState): void
  signedOut(error: unknown): void
}

const IDLE_MS = 45_000
const LONGEST_WAIT_MS = 15_000

/**
 * Follows a stream of server-sent events until the signal aborts, the service says the end, or the session is over.
 * Reconnects by itself from the last id; a connection without even a heartbeat for 45 s is given up and made anew.
 */
export async function follow(path: string, listener: StreamListener, signal: AbortSignal): Promise<void> {
  let lastId: string | undefined
  let failures = 0
  while (!signal.aborted) {
    listener.state('connecting')
    const connection = new AbortController()
    const abort = () => connection.abort()
    signal.addEventListener('abort', abort)
    try {
      const ended = await read(path, lastId, connection, {
        ...listener,
        state: (state) => {
          if (state === 'live') failures = 0
          listener.state(state)
        },
        message: (message) => {
          lastId = message.id ?? lastId
          listener.message(message)
        },
      })
      if (ended) return listener.state('ended')
    } catch (error) {
      if (isSignedOut(error)) return listener.signedOut(error)
    } finally {
      signal.removeEventListener('abort', abort)
      connection.abort()
    }
    if (signal.aborted) return
    listener.state('waiting')
    await pause(waitAfter(failures++), signal)
  }
}

/** Milliseconds before the next attempt: 0.5 s, doubling, with a random part so that consoles do not come in step. */
export function waitAfter(failures: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures) * (0.75 + random() / 2)
}

async function read(
  path: string,
  lastId: string | undefined,
  connection: AbortController,
  listener: StreamListener,
): Promise<boolean> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { Accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }) },
    signal: connection.signal,
  })
  if (response.status === 204) return true
  if (!response.ok || !response.body) throw await errorFrom(response)
  listener.state('live')
  let ended = false
  const parser = createParser({
    onEvent(event) {
      const name = event.event ?? 'message'
      if (name === 'end') ended = true
      listener.message({ id: event.id, event: name, data: event.data })
    },
  })
  const text = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const watchdog = setTimeout(() => connection.abort(), IDLE_MS)
    const chunk = await text.read().finally(() => clearTimeout(watchdog))
    if (chunk.done) return ended
    parser.feed(chunk.value)
    if (ended) return true
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}
