import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useMatch } from 'react-router'
import { autonomous } from '../api/client.ts'
import { remember } from '../api/live.ts'
import type { Task } from '../api/types.ts'
import { useStream } from '../api/useStream.ts'
import { notify } from '../shared/notification.ts'

/**
 * Keeps every list current from the one stream of all tasks. A task's own page has a stream of its own, and pauses
 * this one: a browser opens only six connections to a host.
 */
export function LiveTasks() {
  const client = useQueryClient()
  const known = useRef(new Map<string, string>())
  const onTaskPage = useMatch('/tasks/:taskId')
  const ownStream = onTaskPage !== null && onTaskPage.params.taskId !== 'new'
  useStream(ownStream ? null : `${autonomous}/events`, (message) => {
    if (message.event !== 'message') return
    const task = JSON.parse(message.data) as Task
    const before = known.current.get(task.id)
    known.current.set(task.id, task.status)
    remember(client, task)
    if (before !== undefined && before !== task.status) notify(task)
  })
  return null
}
