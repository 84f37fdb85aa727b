import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { autonomous, query } from '../api/client.ts'
import { remember } from '../api/live.ts'
import type { StreamMessage, StreamState } from '../api/stream.ts'
import type { Task, TaskEvent } from '../api/types.ts'
import { useStream } from '../api/useStream.ts'
import { isOver } from '../shared/tone.ts'
import { appended, heard, nothingLive, storedEvent, withStatus, type Live } from './live.ts'

/**
 * Follows one task from where the log that was read ends. The stream of a task that is over has ended; when somebody rolls it
 * back, or lands it again, it is followed anew.
 */
export function useTaskStream({ id, status }: Task, read: readonly TaskEvent[] | undefined): { live: Live; state: StreamState } {
  const client = useQueryClient()
  const [live, setLive] = useState(nothingLive)
  const waiting = useRef<StreamMessage[]>([])
  const [after, setAfter] = useState<number | null>(null)
  const [round, setRound] = useState(0)
  const over = isOver(status)
  const [wasOver, setWasOver] = useState(over)
  if (read && after === null) setAfter(read.at(-1)?.seq ?? 0)
  if (over !== wasOver) {
    setWasOver(over)
    if (!over) {
      setAfter(Math.floor(read?.at(-1)?.seq ?? 0))
      setRound(round + 1)
    }
  }
  const path =
    after === null
      ? null
      : // What follows # is not sent: another round is another address to the page only.
        `${autonomous}/stream/${encodeURIComponent(id)}${query({ detail: 'full', lastEventId: after || null })}#${round}`

  const flush = () => {
    const messages = waiting.current
    if (messages.length === 0) return
    waiting.current = []
    const events = messages.map(storedEvent).filter((event) => event !== null)
    client.setQueryData<readonly TaskEvent[]>(['events', id], (known) => appended(known ?? [], events))
    setLive((before) => messages.reduce(heard, before))
  }

  const state = useStream(path, (message) => {
    if (message.event === 'message' || message.event === 'end') {
      const task = JSON.parse(message.data) as Task
      flush()
      remember(client, task)
      client.setQueryData<readonly TaskEvent[]>(['events', id], (known) => withStatus(known ?? [], task))
      return
    }
    waiting.current.push(message)
    if (waiting.current.length === 1) onNextFrame(flush)
  })
  return { live, state }
}

/** Once a frame however many words come; a hidden page has no frames, and must not pile words up. */
function onNextFrame(action: () => void): void {
  if (document.hidden) setTimeout(action, 250)
  else requestAnimationFrame(action)
}
