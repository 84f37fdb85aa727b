// Opens every screen and lets axe, the browser's policy and the network speak, in both themes at two widths.
// Usage: node scripts/look.mjs [--pictures FOLDER] [screen…]
import { mkdirSync } from 'node:fs'
import { axe, complaintsOf } from './axe.mjs'
import { open } from './browser.mjs'
import { screens } from './screens.mjs'

const words = process.argv.slice(2)
const folder = words[0] === '--pictures' ? words.splice(0, 2)[1] : null
if (folder) mkdirSync(folder, { recursive: true })
const wanted = screens.filter(([name]) => words.length === 0 || words.includes(name))
const sizes = [
  { width: 1280, height: 860 },
  { width: 390, height: 844 },
]

const { address, browser, close } = await open()
let complaints = 0
const complain = (text) => {
  complaints += 1
  console.error(text)
}

/** A screen is opened once a theme; the window is made narrow in place. */
async function look(page, [name, path, action]) {
  for (const theme of ['light', 'dark']) {
    page.where = `${name} ${theme}`
    await page.setViewportSize(sizes[0])
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto(new URL(path, address).href)
    await settled(page)
    if (action) {
      await action(page)
      await settled(page)
    }
    await page.evaluate(axe)
    for (const size of sizes) await judge(page, theme, size)
  }
}

async function judge(page, theme, size) {
  await page.setViewportSize(size)
  await painted(page)
  const where = `${page.where} ${size.width}`
  if (folder) await page.screenshot({ path: `${folder}/${where.replaceAll(' ', '-')}.png` })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide > 0) complain(`${where}: scrolls sideways by ${wide} px`)
  // The theme changes colours and nothing else.
  for (const each of await complaintsOf(page, theme === 'dark')) complain(`${where}: ${each}`)
}

const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

function listen(page) {
  const here = (text) => complain(`${page.where}: ${text}`)
  page.on('console', (message) => {
    const expected = page.where.startsWith('task-unknown') || message.text().includes('404')
    if (['error', 'warning'].includes(message.type()) && !expected) here(message.text())
  })
  page.on('pageerror', here)
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:')) here(`asked ${request.url()}`)
  })
  page.on('dialog', (dialog) => here(`a script ran: ${dialog.message()}`))
}

/** Nothing loads any more, and what was laid out last is painted. */
async function settled(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some((each) => each.textContent.startsWith('Loading')))
  // Colours come from a worker, charts and lists after a measure.
  await page.waitForTimeout(250)
}

const left = [...wanted]
async function lookOnward() {
  const context = await browser.newContext()
  const page = await context.newPage()
  listen(page)
  for (let screen = left.shift(); screen; screen = left.shift()) await look(page, screen)
}
await Promise.all([lookOnward(), lookOnward()])
await close()
console.log(complaints === 0 ? `${wanted.length} screens, nothing to complain about.` : `${complaints} complaints.`)
process.exit(complaints === 0 ? 0 : 1)
