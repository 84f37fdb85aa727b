import { autonomous, request } from './client.ts'
import type {
  AuditProof,
  Emergency,
  ExecuteRequest,
  Learning,
  LearningChange,
  Queued,
  Repository,
  RepositoryChange,
  RepositoryCheck,
  RepositoryRequest,
  Retried,
  ReviewRequest,
  RolledBack,
  Session,
  TaskOutcome,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookRequest,
  WebhookWithSecret,
} from './types.ts'

const ofTask = (id: string, verb: string) => `${autonomous}/tasks/${encodeURIComponent(id)}/${verb}`

export const signInWithToken = (token: string) =>
  request<Session>('/api/session', { method: 'POST', body: {}, headers: { Authorization: `Bearer ${token}` } })

export const signInWithCode = (code: string) => request<Session>('/api/session', { method: 'POST', body: { code } })

export const signOut = () => request<void>('/api/session', { method: 'DELETE' })

/** The key makes a second click, or a retry after a lost answer, hand the task over only once. */
export const execute = (task: ExecuteRequest, idempotencyKey: string) =>
  request<Queued>(`${autonomous}/execute`, {
    method: 'POST',
    body: task,
    headers: { 'Idempotency-Key': idempotencyKey },
  })

export const cancelTask = (id: string) =>
  request<TaskOutcome>(`${autonomous}/tasks/${encodeURIComponent(id)}`, { method: 'DELETE' })

export const pauseTask = (id: string) => request<TaskOutcome>(ofTask(id, 'pause'), { method: 'POST' })

export const resumeTask = (id: string) => request<TaskOutcome>(ofTask(id, 'resume'), { method: 'POST' })

export const retryTask = (id: string) => request<Retried>(ofTask(id, 'retry'), { method: 'POST' })

export const steerTask = (id: string, message: string) =>
  request<TaskOutcome>(ofTask(id, 'messages'), { method: 'POST', body: { message } })

export const reviewTask = (id: string, review: ReviewRequest) =>
  request<TaskOutcome>(ofTask(id, 'reviews'), { method: 'POST', body: review })

/** Approves, or rejects, exactly this tree, on the evidence that was looked at. */
export const decide = (id: string, decision: { approved: boolean; tree: string; reason: string; evidence?: string | undefined }) =>
  request<TaskOutcome>(`${autonomous}/approve/${encodeURIComponent(id)}`, {
    method: 'POST',
    body: {
      approved: decision.approved,
      tree: decision.tree,
      ...(decision.evidence ? { evidence: decision.evidence } : {}),
      ...(decision.reason ? { reason: decision.reason } : {}),
    },
  })

export const rollBack = (id: string, reason: string) =>
  request<RolledBack | TaskOutcome>(`${autonomous}/rollback/${encodeURIComponent(id)}`, {
    method: 'POST',
    body: reason ? { reason } : {},
  })

export const registerRepository = (repository: RepositoryRequest) =>
  request<Repository>(`${autonomous}/repositories`, { method: 'POST', body: repository })

/** Changes the given fields, and no others. */
export const changeRepository = (name: string, change: RepositoryChange) =>
  request<Repository>(`${autonomous}/repositories/${encodeURIComponent(name)}`, { method: 'PATCH', body: change })

/** Tries setup and checks on the target branch; answers when all commands have ended. */
export const checkRepository = (name: string) =>
  request<RepositoryCheck>(`${autonomous}/repositories/${encodeURIComponent(name)}/check`, { method: 'POST' })

export const archiveRepository = (name: string) =>
  request<void>(`${autonomous}/repositories/${encodeURIComponent(name)}`, { method: 'DELETE' })

export const emergency = (verb: 'stop' | 'resume', reason: string) =>
  request<Emergency>(`${autonomous}/emergency-${verb}`, { method: 'POST', body: reason ? { reason } : {} })

/** Withholds a learning from later tasks, or offers it again. */
export const changeLearning = (id: string, change: LearningChange) =>
  request<Learning>(`${autonomous}/learnings/${encodeURIComponent(id)}`, { method: 'PATCH', body: change })

const ofWebhook = (id: string, rest = '') => `${autonomous}/webhooks/${encodeURIComponent(id)}${rest}`

/** The answer is the only one that holds the secret. */
export const createWebhook = (webhook: WebhookRequest) =>
  request<WebhookWithSecret>(`${autonomous}/webhooks`, { method: 'POST', body: webhook })

export const changeWebhook = (id: string, change: WebhookChange) =>
  request<Webhook>(ofWebhook(id), { method: 'PATCH', body: change })

export const deleteWebhook = (id: string) => request<void>(ofWebhook(id), { method: 'DELETE' })

/** For a day messages are signed with the secret before, too. */
export const replaceWebhookSecret = (id: string) =>
  request<WebhookWithSecret>(ofWebhook(id, '/secret'), { method: 'POST' })

export const testWebhook = (id: string) => request<WebhookDelivery>(ofWebhook(id, '/test'), { method: 'POST' })

export const repeatDelivery = (id: string, delivery: string) =>
  request<WebhookDelivery>(ofWebhook(id, `/deliveries/${encodeURIComponent(delivery)}/repeat`), { method: 'POST' })

export const verifyAudit = () => request<AuditProof>(`${autonomous}/audit/verify`)
