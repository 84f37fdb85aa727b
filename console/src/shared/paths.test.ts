import { expect, it } from 'vitest'
import { paths } from './paths.ts'

it('builds every address of the console', () => {
  expect({
    inbox: paths.inbox(),
    signIn: paths.signIn(),
    tasks: paths.tasks(),
    filtered: paths.tasks({ status: 'failed,cancelled', q: 'a b&c', repository: '' }),
    newTask: paths.newTask({ repository: 'shop' }),
    task: paths.task('../x?y'),
    review: paths.review('tsk-1'),
    learnings: paths.learnings(),
    statistics: paths.statistics(),
    repositories: paths.repositories(),
    webhook: paths.webhook('whk/1', { state: 'dead' }),
    system: paths.system(),
    audit: paths.audit({ cursor: 'abc' }),
  }).toMatchInlineSnapshot(`
    {
      "audit": "/audit?cursor=abc",
      "filtered": "/tasks?status=failed%2Ccancelled&q=a+b%26c",
      "inbox": "/",
      "learnings": "/learnings",
      "newTask": "/tasks/new?repository=shop",
      "repositories": "/repositories",
      "review": "/tasks/tsk-1/review",
      "signIn": "/signin",
      "statistics": "/statistics",
      "system": "/system",
      "task": "/tasks/..%2Fx%3Fy",
      "tasks": "/tasks",
      "webhook": "/webhooks/whk%2F1?state=dead",
    }
  `)
})
