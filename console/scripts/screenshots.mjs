// Takes the pictures of the README from the running product: the demo's service, the console and the terminal client.
// Usage: node scripts/screenshots.mjs FOLDER
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { launch } from './browser.mjs'
import { freePort, until } from './service.mjs'
import { openTerminal, svgOf } from './terminal.mjs'

const COLUMNS = 100
const ROWS = 28
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
  const shell = openTerminal(place, COLUMNS, ROWS, `env ${variables} ${root}journeyman run '${words}'; exec cat`)
  const frames = []
  try {
    await until('the approval', () => {
      record(frames, shell.coloured())
      return /a approve/.test(shell.text())
    })
    record(frames, shell.coloured())
    shell.type('q')
  } finally {
    shell.close()
  }
  frames.at(-1).milliseconds = 6_000
  writeFileSync(`${folder}/terminal.svg`, svgOf(frames, COLUMNS, ROWS))
}

/** A frame for each change, shown as long as it lasted; a little slower, so that one can read along. */
function record(frames, capture) {
  const now = Date.now()
  const last = frames.at(-1)
  if (last) last.milliseconds = Math.max(120, (now - last.at) * 1.5)
  if (capture.trim() !== '' && last?.capture !== capture) frames.push({ capture, at: now, milliseconds: 120 })
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
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot('task-dark')
}
