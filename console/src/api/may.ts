import type { Task, TaskAction } from './types.ts'

const can = (action: TaskAction) => (task: Task) => task.availableActions.includes(action)

/** What the service lets a person do with a task now; the only place that asks. */
export const may = {
  cancel: can('cancel'),
  approve: can('approve'),
  reject: can('reject'),
  review: can('review'),
  pause: can('pause'),
  resume: can('resume'),
  message: can('message'),
  rollback: can('rollback'),
  retry: can('retry'),
}
