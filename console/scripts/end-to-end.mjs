// Uses the built console in Chromium as a person would, against the real service with the offline model.
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import assert from 'node:assert/strict'
import { axe, complaintsOf } from './axe.mjs'
import { launch, loaded } from './browser.mjs'
import { startReceiver } from './receiver.mjs'
import { startService, until } from './service.mjs'
import { walkWebhooks } from './webhooks.mjs'

const script = fileURLToPath(new URL('../../server/src/test/resources/dev/journeyman/app/whole-way.yaml', import.meta.url))
const lastScreen = `${tmpdir()}/journeyman-end-to-end.png`
const receiver = await startReceiver()
const service = await startService(script, { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_ALLOW_HTTP: 'true', WEBHOOK_PORTS: String(receiver.port) })
const browser = await launch()
const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, baseURL: service.address, reducedMotion: 'reduce' })
// Seconds; a machine that does much else needs more.
context.setDefaultTimeout(Number(process.env.PATIENCE ?? 60) * 1_000)
const page = await context.newPage()
const complaints = []
page.on('pageerror', (error) => complaints.push(String(error)))
page.on('dialog', (dialog) => complaints.push(`a script ran: ${dialog.message()}`))
page.on('request', (request) => request.url().startsWith(service.address) || request.url().startsWith('blob:') || complaints.push(`asked ${request.url()}`))
page.on('console', (message) => message.text().includes('Content Security Policy') && complaints.push(message.text()))

const button = (name) => page.getByRole('button', { name, exact: true })
const inDialog = (name) => page.getByRole('dialog').getByRole('button', { name, exact: true })
// A mark for the eye stands before the word.
const badge = (word) => page.getByRole('main').getByText(new RegExp(`^\\S ?${word}$`)).first().waitFor()

async function step(name, act) {
  const began = Date.now()
  await act()
  console.log(`ok  ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

/** What is on the page now, wide and narrow. Every screen in both themes is looked at in look.mjs. */
async function isAccessible(where) {
  await page.evaluate(axe)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 860 })
    for (const each of await complaintsOf(page)) complaints.push(`${where} ${width}: ${each}`)
  }
  await page.setViewportSize({ width: 1280, height: 860 })
}

/** Seconds: enough to sign in even on a slow machine. */
const SHORT = 8

async function signIn(token) {
  await page.getByLabel('Token').fill(token)
  await button('Sign in').click()
}

async function handOver(text) {
  await page.goto('/tasks/new')
  await page.getByLabel('What should be done?').fill(text)
  await button('Hand over').click()
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/)
  return page.url().split('/').at(-1)
}

try {
  await step('signs in with a token', async () => {
    await page.goto('/')
    await signIn(service.token())
    await page.getByRole('heading', { level: 1, name: /Inbox|Needs you/i }).waitFor()
    assert.equal(await page.evaluate(() => document.cookie), '', 'a script must not see the cookie')
    await isAccessible('inbox')
  })

  let task
  await step('hands a task over and watches it until it needs a person', async () => {
    task = await handOver('Write a note <img src=x onerror=alert(1)> \u202Efdp.exe')
    await badge('Needs approval')
    await page.getByText('U+202E').first().waitFor()
    await isAccessible('task')
  })

  await step('comments on a line and requests changes', async () => {
    await page.goto(`/tasks/${task}/review`)
    await page.getByText('a note').first().waitFor()
    await isAccessible('review')
    await page.locator('.diff-gutter-insert').first().click()
    await page.getByRole('textbox').last().fill('Say it better.')
    await page.getByRole('textbox').last().press('Control+Enter')
    await button('Request changes (1)').click()
    await inDialog('Request changes').click()
    await page.getByText('Kept a checkpoint').nth(1).waitFor()
    await badge('Needs approval')
    assert.equal(await page.getByRole('list', { name: 'Checkpoints' }).getByRole('listitem').count(), 2)
  })

  await step('sees only what has changed since the last review', async () => {
    await page.goto(`/tasks/${task}/review`)
    await page.getByText('a better note').first().waitFor()
    assert.equal(await page.getByText('a note', { exact: true }).count(), 0, 'all of it adds one file')
    await button('Since my last review').click()
    await page.locator('.diff-code-delete').getByText('a note').waitFor()
    await page.getByText('requested changes').waitFor()
    await isAccessible('since')
  })

  await step('approves, and exactly that lands', async () => {
    await page.goto(`/tasks/${task}/review`)
    await page.getByText('a better note').first().waitFor()
    await button('Approve').click()
    await inDialog('Approve').click()
    await until('the landing', () => service.git('log', '--format=%s').split('\n').length > 2)
    assert.equal(service.git('show', 'main:note.txt'), 'a better note\n')
  })

  await step('previews the rollback and rolls back', async () => {
    await page.goto(`/tasks/${task}`)
    await button('Roll back').click()
    await page.getByText('What exactly would change').click()
    await page.getByText('-a better note').waitFor()
    await isAccessible('rollback')
    await inDialog('Roll back').click()
    await badge('Rolled back')
    assert.throws(() => service.git('show', 'main:note.txt'))
  })

  await step('shows what a diff, a file name and a log contain, and obeys none of it', async () => {
    const hostile = await handOver('Hostile: <script>alert(0)</script>')
    await badge('Needs approval')
    await page.getByText('<img src=x onerror=alert(2)>').first().waitFor()
    await page.getByText('echo \'<svg').first().click()
    await page.getByText('<svg onload=alert(4)>').last().waitFor()
    await button('What <i>is</i> hostile').click()
    await page.getByLabel('The report').getByText('<script>alert(10)</script>').waitFor()
    await isAccessible('report')
    await inDialog('Close').click()
    await page.goto(`/tasks/${hostile}/review`)
    await page.getByText('docs/<img src=x onerror=alert(6)>.md').first().waitFor()
    await page.getByText('<script>alert(7)</script>').first().waitFor()
    await page.getByText('U+202E').first().waitFor()
    assert.equal(await page.locator('main script, main img, main iframe, main svg[onload]').count(), 0)
  })

  await step('cancels a running command', async () => {
    await handOver('Dawdle: take your time')
    await page.getByText('sleep 300').first().waitFor()
    await button('Cancel task').click()
    await inDialog('Cancel task').click()
    await badge('Cancelled')
  })

  await step('comes back by itself after the service was restarted', async () => {
    await handOver('Restart: go on afterwards')
    await page.getByText('sleep 300').first().waitFor()
    await page.evaluate(() => (window.sameDocument = true))
    await service.restart()
    await badge('Needs approval')
    assert.equal(await page.evaluate(() => window.sameDocument), true, 'without loading the page again')
  })

  await step('changes how a repository is verified and approved, and tries it', async () => {
    await page.goto('/repositories')
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('Checks').fill('python3 -m unittest -v')
    await page.getByLabel('Approvers').fill('2')
    await isAccessible('repository settings')
    await button('Save').click()
    await page.getByText('Nothing changed').waitFor()
    await button('Try it').click()
    await page.getByText('Checks passed').waitFor()
    await page.goto('/repositories')
    await page.getByText('python3 -m unittest -v').waitFor()
    await page.getByText('by 2 people').waitFor()
  })

  await step('tells a receiver, repeats what it did not take, and shows each secret once', () =>
    walkWebhooks({ page, button, inDialog, receiver, isAccessible }))

  await step('withholds a learning and offers it again', async () => {
    await page.goto('/learnings')
    await button('Disable').first().click()
    await page.getByLabel('Reason').fill('No longer so')
    await inDialog('Disable').click()
    await page.getByText(/Disabled by mira/).waitFor()
    await isAccessible('learnings')
    await button('Offer again').click()
    await page.getByText(/Disabled by mira/).waitFor({ state: 'detached' })
  })

  await step('finds tasks by person, time and cost, and cancels what it lists', async () => {
    await page.goto('/tasks')
    await page.getByText('Time and cost').click()
    await page.getByLabel('Cost at least, in dollars').fill('1000')
    await button('Search').click()
    await page.getByText('No task fits these filters').waitFor()
    await page.goto('/tasks?status=pending_approval&createdBy=mira')
    const count = Number(/\d+/.exec(await page.getByRole('button', { name: /^Cancel these/ }).innerText())[0])
    assert.ok(count > 1)
    await page.getByRole('button', { name: /^Cancel these/ }).click()
    await inDialog(`Cancel ${count} tasks`).click()
    await page.getByText('No task fits these filters').waitFor()
  })

  await step('shows every other screen with what has happened', async () => {
    for (const path of ['/tasks', '/learnings', '/statistics', '/webhooks', '/system', '/audit']) {
      await page.goto(path)
      await loaded(page)
      assert.equal(await page.getByRole('alert').count(), 0, `${path} shows no error`)
      await isAccessible(path)
    }
    await button('Prove the chain').click()
    await page.getByText('The chain holds.').waitFor()
  })

  await step('asks to sign in again once the session has expired, and goes on where one was', async () => {
    assert.equal((await context.request.delete('/api/session', { headers: { Origin: service.address } })).status(), 204)
    await page.goto('/statistics')
    await signIn(service.shortToken(SHORT))
    await page.getByRole('heading', { name: 'Statistics' }).waitFor()
    await until('the end of the session', async () => (await context.request.get('/api/session')).status() === 401)
    await page.getByRole('link', { name: 'Learnings' }).first().click()
    await page.getByText('Your session is over.').waitFor()
    await signIn(service.token())
    await page.getByRole('heading', { name: 'Learnings' }).waitFor()
  })

  assert.deepEqual(complaints, [])
} catch (error) {
  await page.screenshot({ path: lastScreen }).catch(() => {})
  console.error(`At ${page.url()}; the last screen is ${lastScreen}.`, complaints)
  throw error
} finally {
  await browser.close()
  receiver.close()
  await service.close()
}
