// Takes a picture of every screen in both themes at two widths, and lets axe, the browser's policy and the network speak.
// Usage: node scripts/look.mjs [folder] [screen…]
import { readFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { open } from './browser.mjs'

const [folder = 'pictures', ...only] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const clickText = (name) => (page) => page.getByRole('button', { name }).first().click()

const screens = [
  ['inbox', '/'],
  ['tasks', '/tasks'],
  ['bulk-cancel', '/tasks?q=the', clickText('Cancel these')],
  ['tasks-none', '/tasks?q=nothing-like-this'],
  ['new-task', '/tasks/new', (page) => page.getByText('More options').click()],
  ['task-running', '/tasks/tsk-running'],
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
  ['learnings', '/learnings'],
  ['statistics', '/statistics'],
  ['repositories', '/repositories'],
  ['repository-new', '/repositories', clickText('Register a repository')],
  ['repository-settings', '/repositories', clickText('Settings')],
  ['task-long', '/tasks/tsk-long'],
  ['health', '/system'],
  ['emergency', '/system', clickText('Emergency stop')],
  ['audit', '/audit'],
  ['palette', '/', (page) => page.keyboard.press('Control+k')],
  ['help', '/', (page) => page.keyboard.press('?')],
  ['not-found', '/nowhere'],
  ['signin', '/signin'],
]

mkdirSync(folder, { recursive: true })
const { address, browser, close } = await open()
let complaints = 0
const complain = (text) => {
  complaints += 1
  console.error(text)
}

for (const theme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    const context = await browser.newContext({
      viewport: { width, height: width === 390 ? 844 : 860 },
      colorScheme: theme,
      reducedMotion: 'reduce',
      bypassCSP: false,
    })
    for (const [name, path, action] of screens) {
      if (only.length > 0 && !only.includes(name)) continue
      const page = await context.newPage()
      const where = `${name} ${theme} ${width}`
      page.on('console', (message) => {
        const expected = name === 'task-unknown' || message.text().includes('404')
        if (['error', 'warning'].includes(message.type()) && !expected) complain(`${where}: ${message.text()}`)
      })
      page.on('pageerror', (error) => complain(`${where}: ${error}`))
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !request.url().startsWith('blob:')) complain(`${where}: asked ${request.url()}`)
      })
      page.on('dialog', (dialog) => complain(`${where}: a script ran: ${dialog.message()}`))
      await page.goto(new URL(path, address).href)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForTimeout(500)
      if (action) {
        await action(page)
        await page.waitForTimeout(300)
      }
      await page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png` })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (wide > 0) complain(`${where}: scrolls sideways by ${wide} px`)
      await page.evaluate(axe)
      const found = await page.evaluate(() =>
        window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
      )
      for (const each of found.violations) {
        complain(`${where}: axe ${each.id}: ${each.nodes.map((node) => `${node.target}: ${node.failureSummary?.split('\n')[1] ?? ''}`).slice(0, 3).join(' | ')}`)
      }
      await page.close()
    }
    await context.close()
  }
}
await close()
console.log(complaints === 0 ? 'Nothing to complain about.' : `${complaints} complaints.`)
process.exit(complaints === 0 ? 0 : 1)
