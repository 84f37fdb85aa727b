import type { components } from './schema.ts'

type Schemas = components['schemas']

export type Task = Schemas['Task']
export type TaskStatus = Schemas['TaskStatus']
export type TaskAction = Schemas['TaskAction']
export type TaskPage = Schemas['TaskPage']
export type TaskOutcome = Schemas['TaskOutcome']
export type Retried = Schemas['Retried']
export type RolledBack = Schemas['RolledBack']
export type RollbackPreview = Schemas['RollbackPreview']
export type Step = Schemas['Step']
export type Verification = Schemas['Verification']
export type TaskEvent = Schemas['Event']
export type EventPage = Schemas['EventPage']
export type Diff = Schemas['Diff']
export type DiffFile = Diff['files'][number]
export type ExecuteRequest = Schemas['ExecuteRequest']
export type Queued = Schemas['Queued']
export type ReviewRequest = Schemas['ReviewRequest']
export type ReviewComment = Schemas['ReviewComment']
export type Priority = Schemas['Priority']
export type Effort = Schemas['Effort']
export type Learning = Schemas['Learning']
export type LearningPage = Schemas['LearningPage']
export type Capabilities = Schemas['Capabilities']
export type Health = Schemas['Health']
export type Emergency = Schemas['Emergency']
export type Repository = Schemas['Repository']
export type RepositoryList = Schemas['RepositoryList']
/** What has a default may be left out; the generator takes it for given. */
type WithDefault<Body, Name extends keyof Body> = Omit<Body, Name> & Partial<Pick<Body, Name>>

export type RepositoryChange = WithDefault<Schemas['RepositoryChange'], 'healthCheckSeconds'>
export type RepositoryRequest = WithDefault<Schemas['RepositoryRequest'], 'healthCheckSeconds'>
export type RepositoryCheck = Schemas['RepositoryCheck']
export type Stats = Schemas['Stats']
export type Metrics = Schemas['Metrics']
export type AuditEntry = Schemas['AuditEntry']
export type AuditPage = Schemas['AuditPage']
export type AuditProof = Schemas['AuditProof']
export type Session = Schemas['Session']
export type Problem = Schemas['Problem']
