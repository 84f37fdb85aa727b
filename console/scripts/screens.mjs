// Every screen: its name, its address in the mock, and what is done there before one looks.
const clickText = (name) => (page) => page.getByRole('button', { name }).first().click()

export const screens = [
  ['inbox', '/'],
  ['tasks', '/tasks'],
  ['bulk-cancel', '/tasks?q=the', clickText('Cancel these')],
  ['tasks-none', '/tasks?q=nothing-like-this'],
  ['new-task', '/tasks/new', (page) => page.getByText('More options').click()],
  ['task-running', '/tasks/tsk-running'],
  ['task-both', '/tasks/tsk-both'],
  ['task-failed', '/tasks/tsk-failed'],
  ['task-landed', '/tasks/tsk-landed'],
  ['task-hostile', '/tasks/tsk-hostile'],
  ['task-unknown', '/tasks/tsk-unknown'],
  ['rollback', '/tasks/tsk-landed', async (page) => {
    await clickText('Roll back')(page)
    await page.getByText('What exactly would change').click()
  }],
  ['cancel', '/tasks/tsk-running', clickText('Cancel task')],
  ['review', '/tasks/tsk-review/review'],
  ['review-comment', '/tasks/tsk-review/review', (page) => page.locator('.diff-gutter-insert').nth(3).click()],
  ['review-large', '/tasks/tsk-large/review'],
  ['approve', '/tasks/tsk-large/review', clickText('Approve')],
  ['reject', '/tasks/tsk-review/review', clickText('Reject')],
  ['request', '/tasks/tsk-review/review', clickText('Request changes')],
  ['review-since', '/tasks/tsk-review/review?since=review'],
  ['report', '/tasks/tsk-running', clickText('What calls Cart.add')],
  ['learnings', '/learnings'],
  ['learning-disable', '/learnings', clickText('Disable')],
  ['tasks-narrow', '/tasks?minCostUsd=0.5&from=2026-01-01T00%3A00%3A00.000Z'],
  ['statistics', '/statistics'],
  ['repositories', '/repositories'],
  ['repository-new', '/repositories', clickText('Register a repository')],
  ['repository', '/repositories/shop'],
  ['repository-tried', '/repositories/shop', clickText('Try it')],
  ['repository-changed', '/repositories/importer', async (page) => {
    await clickText('Add a data source')(page)
    await page.getByLabel('Approvers').fill('2')
  }],
  ['webhooks', '/webhooks'],
  ['webhook-new', '/webhooks', clickText('New webhook')],
  ['webhook-secret', '/webhooks/whk-chat', async (page) => {
    await clickText('New secret')(page)
    await page.getByRole('button', { name: 'Replace it' }).click()
    await page.getByLabel('The secret').waitFor()
  }],
  ['webhook', '/webhooks/whk-chat', (page) => page.locator('main details summary').nth(2).click()],
  ['webhook-stopped', '/webhooks/whk-gone'],
  ['task-long', '/tasks/tsk-long'],
  ['health', '/system'],
  ['emergency', '/system', clickText('Emergency stop')],
  ['audit', '/audit'],
  ['audit-open', '/audit?action=task.', (page) => page.locator('main details summary').first().click()],
  ['palette', '/', (page) => page.keyboard.press('Control+k')],
  ['help', '/', (page) => page.keyboard.press('?')],
  ['not-found', '/nowhere'],
  ['signin', '/signin'],
]
