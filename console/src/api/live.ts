import type { QueryClient } from '@tanstack/react-query'
import type { Task, TaskPage } from './types.ts'

/** Puts a task, as the service just told it, into everything that shows it. */
export function remember(client: QueryClient, task: Task): void {
  const before = client.getQueryData<Task>(['task', task.id])
  if (before && Date.parse(before.updatedAt) > Date.parse(task.updatedAt)) return
  client.setQueryData(['task', task.id], task)
  client.setQueriesData<TaskPage>({ queryKey: ['tasks'] }, (page) => page && withTask(page, task))
  if (before?.status !== task.status) void client.invalidateQueries({ queryKey: ['tasks'] })
  if (before && before.tree !== task.tree) void client.invalidateQueries({ queryKey: ['evidence', task.id] })
}

function withTask(page: TaskPage, task: Task): TaskPage {
  if (!page.tasks.some((known) => known.id === task.id)) return page
  return { ...page, tasks: page.tasks.map((known) => (known.id === task.id ? task : known)) }
}
