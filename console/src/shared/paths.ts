export interface TaskSearch {
  readonly status?: string
  readonly repository?: string
  readonly createdBy?: string
  readonly q?: string
  readonly from?: string
  readonly to?: string
  readonly minCostUsd?: string
  readonly maxCostUsd?: string
  readonly cursor?: string
}

export interface AuditSearch {
  readonly action?: string
  readonly actor?: string
  readonly subject?: string
  readonly from?: string
  readonly to?: string
  readonly cursor?: string
}

/** The one place that knows the console's addresses. `/health` and `/docs` belong to the service itself. */
export const paths = {
  inbox: () => '/',
  signIn: () => '/signin',
  tasks: (search: TaskSearch = {}) => `/tasks${written(search)}`,
  newTask: (search: { repository?: string } = {}) => `/tasks/new${written(search)}`,
  task: (id: string) => `/tasks/${encodeURIComponent(id)}`,
  review: (id: string) => `/tasks/${encodeURIComponent(id)}/review`,
  learnings: () => '/learnings',
  statistics: () => '/statistics',
  repositories: () => '/repositories',
  repository: (name: string) => `/repositories/${encodeURIComponent(name)}`,
  webhooks: () => '/webhooks',
  webhook: (id: string, search: { state?: string; cursor?: string } = {}) => `/webhooks/${encodeURIComponent(id)}${written(search)}`,
  system: () => '/system',
  audit: (search: AuditSearch = {}) => `/audit${written(search)}`,
}

function written(search: object): string {
  const entries = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '')
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries as [string, string][])}`
}
