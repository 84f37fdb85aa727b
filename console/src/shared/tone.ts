import type { TaskStatus } from '../api/types.ts'

export type Tone = 'quiet' | 'busy' | 'waiting' | 'good' | 'bad'

const tones: Readonly<Record<TaskStatus, Tone>> = {
  queued: 'quiet',
  analyzing: 'busy',
  planning: 'busy',
  executing: 'busy',
  verifying: 'busy',
  learning: 'busy',
  pending_approval: 'waiting',
  approved: 'busy',
  completed: 'good',
  rejected: 'quiet',
  deployment_failed: 'bad',
  rolling_back: 'busy',
  rollback_failed: 'bad',
  failed: 'bad',
  cancelled: 'quiet',
  rolled_back: 'quiet',
}

export const toneOf = (status: TaskStatus): Tone => tones[status]

export const isOver = (status: TaskStatus) =>
  ['completed', 'failed', 'cancelled', 'rolled_back', 'deployment_failed', 'rollback_failed'].includes(status)

/** States in which nothing goes on before a person has done something. */
export const needsPerson: readonly TaskStatus[] = ['pending_approval', 'deployment_failed', 'rollback_failed', 'failed']
