import { paths } from '../shared/paths.ts'

export interface Place {
  readonly name: string
  readonly path: string
  readonly mark: string
}

/** The screens, in the order of the navigation; the first four are within a thumb's reach on a phone. */
export const places: readonly Place[] = [
  { name: 'Inbox', path: paths.inbox(), mark: '◉' },
  { name: 'Tasks', path: paths.tasks(), mark: '≡' },
  { name: 'New task', path: paths.newTask(), mark: '+' },
  { name: 'Learnings', path: paths.learnings(), mark: '✦' },
  { name: 'Statistics', path: paths.statistics(), mark: '∿' },
  { name: 'Repositories', path: paths.repositories(), mark: '⎇' },
  { name: 'Webhooks', path: paths.webhooks(), mark: '↗' },
  { name: 'Health', path: paths.system(), mark: '♥' },
  { name: 'Audit', path: paths.audit(), mark: '☰' },
]
