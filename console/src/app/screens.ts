import { lazy, type ComponentType } from 'react'
import { matchPath } from 'react-router'

type Load = () => Promise<{ default: ComponentType }>

const screen = (path: string, load: Load) => ({ path, load, Screen: lazy(load) })

/** Every screen behind the sign-in, each loaded when it is first shown. */
export const screens = [
  screen('/', () => import('../inbox/InboxPage.tsx')),
  screen('/tasks', () => import('../tasks/TasksPage.tsx')),
  screen('/tasks/new', () => import('../tasks/NewTaskPage.tsx')),
  screen('/tasks/:taskId', () => import('../task/TaskPage.tsx')),
  screen('/tasks/:taskId/review', () => import('../review/ReviewPage.tsx')),
  screen('/learnings', () => import('../learnings/LearningsPage.tsx')),
  screen('/statistics', () => import('../statistics/StatisticsPage.tsx')),
  screen('/repositories', () => import('../repositories/RepositoriesPage.tsx')),
  screen('/repositories/:name', () => import('../repositories/RepositoryPage.tsx')),
  screen('/webhooks', () => import('../webhooks/WebhooksPage.tsx')),
  screen('/webhooks/:id', () => import('../webhooks/WebhookPage.tsx')),
  screen('/system', () => import('../system/SystemPage.tsx')),
  screen('/audit', () => import('../audit/AuditPage.tsx')),
]

/** Begins to load what the address shows, while the session is still asked for. */
export function beginToLoad(pathname: string): void {
  void screens
    .find(({ path }) => matchPath(path, pathname))
    ?.load()
    // Said where the screen is shown.
    .catch(() => undefined)
}
