import type { Task } from '../api/types.ts'

/** The approvals that count for what waits or landed; the others were of another tree, base or evidence. */
export const standing = (task: Task) => task.approvals.filter((approval) => approval.stands)
