import { queryOptions } from '@tanstack/react-query'
import { autonomous, query, reportPath, request } from './client.ts'
import type {
  Capabilities,
  CheckpointList,
  Diff,
  EventPage,
  Health,
  LearningPage,
  ReportList,
  RepositoryList,
  ReviewList,
  RollbackPreview,
  Session,
  Stats,
  Task,
  TaskEvent,
  TaskPage,
  Verification,
} from './types.ts'

export interface TaskFilter {
  readonly status?: string
  readonly repository?: string
  readonly createdBy?: string
  readonly q?: string
  readonly from?: string
  readonly to?: string
  readonly minCostUsd?: string
  readonly maxCostUsd?: string
  readonly cursor?: string
  readonly limit?: number
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('/api/session', { signal }),
  staleTime: 5 * 60_000,
})

export const tasksQuery = (filter: TaskFilter) =>
  queryOptions({
    queryKey: ['tasks', filter],
    queryFn: ({ signal }) => request<TaskPage>(`${autonomous}/tasks${query({ limit: 50, ...filter })}`, { signal }),
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  })

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => request<Task>(`${autonomous}/tasks/${encodeURIComponent(id)}`, { signal }),
  })

/** The whole log of a task, page by page. */
export const eventsQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', id],
    queryFn: ({ signal }) => readEvents(id, signal),
  })

async function readEvents(id: string, signal: AbortSignal): Promise<TaskEvent[]> {
  const events: TaskEvent[] = []
  let after = 0
  for (;;) {
    const path = `${autonomous}/tasks/${encodeURIComponent(id)}/events${query({ after, limit: 1000 })}`
    const page = await request<EventPage>(path, { signal })
    events.push(...page.events)
    if (!page.hasMore || page.nextAfter <= after) return events
    after = page.nextAfter
  }
}

export const diffQuery = (id: string) =>
  queryOptions({
    queryKey: ['diff', id],
    queryFn: ({ signal }) =>
      request<Diff>(`${autonomous}/tasks/${encodeURIComponent(id)}/diff?format=json`, { signal }),
    staleTime: Infinity,
  })

/** What has changed since a tree that was reviewed before. */
export const diffSinceQuery = (id: string, tree: string, since: string) =>
  queryOptions({
    queryKey: ['diff', id, tree, since],
    queryFn: ({ signal }) =>
      request<Diff>(`${autonomous}/tasks/${encodeURIComponent(id)}/diff${query({ format: 'json', since })}`, { signal }),
    staleTime: Infinity,
  })

export const reviewsQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', id],
    queryFn: ({ signal }) => request<ReviewList>(`${autonomous}/tasks/${encodeURIComponent(id)}/reviews`, { signal }),
  })

export const checkpointsQuery = (id: string, head: string | null) =>
  queryOptions({
    queryKey: ['checkpoints', id, head],
    queryFn: ({ signal }) =>
      request<CheckpointList>(`${autonomous}/tasks/${encodeURIComponent(id)}/checkpoints`, { signal }),
    placeholderData: (before) => before,
  })

export const reportsQuery = (id: string, turns: number) =>
  queryOptions({
    queryKey: ['reports', id, turns],
    queryFn: ({ signal }) => request<ReportList>(`${autonomous}/tasks/${encodeURIComponent(id)}/reports`, { signal }),
    placeholderData: (before) => before,
  })

/** A report's Markdown, to be shown as text. */
export const reportQuery = (task: string, report: string) =>
  queryOptions({
    queryKey: ['report', task, report],
    queryFn: ({ signal }) => request<string>(reportPath(task, report), { signal, text: true }),
    staleTime: Infinity,
  })

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['evidence', id],
    queryFn: ({ signal }) =>
      request<Verification>(`${autonomous}/tasks/${encodeURIComponent(id)}/evidence`, { signal }),
  })

export const rollbackPreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['rollback', id],
    queryFn: ({ signal }) =>
      request<RollbackPreview>(`${autonomous}/rollback/${encodeURIComponent(id)}`, { signal }),
    staleTime: 0,
  })

export interface LearningFilter {
  readonly q?: string
  readonly successful?: string
  readonly repository?: string
  readonly disabled?: string
  readonly cursor?: string
}

export const learningsQuery = (filter: LearningFilter) =>
  queryOptions({
    queryKey: ['learnings', filter],
    queryFn: ({ signal }) => request<LearningPage>(`${autonomous}/learnings${query({ ...filter })}`, { signal }),
    placeholderData: (before) => before,
  })

export const repositoriesQuery = queryOptions({
  queryKey: ['repositories'],
  queryFn: ({ signal }) => request<RepositoryList>(`${autonomous}/repositories`, { signal }),
  staleTime: 60_000,
})

export const statsQuery = (days: number, repository: string) =>
  queryOptions({
    queryKey: ['stats', days, repository],
    queryFn: ({ signal }) => request<Stats>(`${autonomous}/stats${query({ days, repository })}`, { signal }),
    placeholderData: (before) => before,
  })

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => request<Health>(`${autonomous}/health`, { signal, accept: [503] }),
  refetchInterval: 15_000,
})

export const capabilitiesQuery = queryOptions({
  queryKey: ['capabilities'],
  queryFn: ({ signal }) => request<Capabilities>(`${autonomous}/capabilities`, { signal }),
  staleTime: 60_000,
})
