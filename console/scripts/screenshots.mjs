// Takes the pictures of the README from the running product: the demo's service, the console and the terminal client.
// Usage: node scripts/screenshots.mjs FOLDER
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { launch } from './browser.mjs'
import { freePort, until } from './service.mjs'
import { openTerminal, pageOf } from './terminal.mjs'

const [folder = 'pictures'] = process.argv.slice(2)
const root = fileURLToPath(new URL('../..', import.meta.url))
mkdirSync(folder, { recursive: true })

const place = mkdtempSync('/var/tmp/journeyman-pictures-')
const environment = { ...process.env, PORT: String(await freePort()), MANAGEMENT_PORT: String(await freePort()) }
for (const name of ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_BASE_URL']) delete environment[name]
const demo = spawn(`${root}journeyman`, ['demo'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
let said = ''
demo.stdout.on('data', (text) => (said += text))
const browser = await launch()

try {
  const [, token] = await until('the demo to wait for approval', () => /export TOKEN=(\S+)/.exec(said), 180)
  const [, words] = /Task: (.*)/.exec(said)
  const address = `http://127.0.0.1:${environment.PORT}`
  await terminal(address, token, words)
  await pages(address, token)
} finally {
  await browser.close()
  demo.kill('SIGTERM')
  await new Promise((resolve) => demo.on('exit', resolve))
  rmSync(place, { recursive: true, force: true })
}

async function terminal(address, token, words) {
  const variables = `JOURNEYMAN_URL=${address} JOURNEYMAN_TOKEN=${token} XDG_CONFIG_HOME=${place}`
  const shell = openTerminal(place, 100, 30, `env ${variables} ${root}journeyman run '${words}'; exec cat`)
  try {
    await until('the second step', () => /step 2 of 2/.test(shell.text()))
    await picture('terminal-working', shell.coloured())
    await until('the approval', () => /a approve/.test(shell.text()))
    await picture('terminal', shell.coloured())
    shell.type('q')
  } finally {
    shell.close()
  }
}

async function picture(name, capture) {
  const page = await browser.newPage({ deviceScaleFactor: 2 })
  await page.setContent(pageOf(capture))
  await page.locator('pre').screenshot({ path: `${folder}/${name}.png` })
  await page.close()
}

async function pages(address, token) {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1.5 })
  const page = await context.newPage()
  await page.goto('/signin')
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  const shoot = async (name) => {
    await page.waitForTimeout(800)
    await page.screenshot({ path: `${folder}/${name}.png` })
  }
  await page.locator('a[href*="/review"]').first().waitFor()
  await shoot('inbox')
  await page.locator('a[href*="/review"]').first().click()
  await page.locator('.diff-line').first().waitFor()
  await shoot('review')
  await page.goto(page.url().replace(/\/review$/, ''))
  await page.getByRole('log').waitFor()
  await shoot('task')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot('task-dark')
}
