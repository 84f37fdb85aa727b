// Opens every screen and lets axe, the browser's policy and the network speak, in both themes at two widths.
// Usage: node scripts/look.mjs [--pictures FOLDER] [screen…]
import { mkdirSync } from 'node:fs'
import { axe, complaintsOf } from './axe.mjs'
import { loaded, open, Stuck, within } from './browser.mjs'
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
const complaints = new Set()
const complain = (text) => {
  if (!complaints.has(text)) console.error(text)
  complaints.add(text)
}

/** Seconds for a call into a page that does next to nothing there. */
const PATIENCE = 30

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
    await within(PATIENCE, 'loading axe', page.evaluate(axe))
    for (const size of sizes) await judge(page, theme, size)
  }
}

async function judge(page, theme, size) {
  await page.setViewportSize(size)
  await painted(page)
  const where = `${page.where} ${size.width}`
  if (folder) await page.screenshot({ path: `${folder}/${where.replaceAll(' ', '-')}.png` })
  const wide = await within(PATIENCE, 'measuring', page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
  if (wide > 0) complain(`${where}: scrolls sideways by ${wide} px`)
  // The theme changes colours and nothing else.
  for (const each of await complaintsOf(page, theme === 'dark')) complain(`${where}: ${each}`)
}

const painted = (page) =>
  within(PATIENCE, 'painting', page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))))

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
  await loaded(page)
  // Colours come from a worker, charts and lists after a measure.
  await page.waitForTimeout(250)
}

const left = [...wanted]
async function freshPage() {
  const page = await (await browser.newContext()).newPage()
  listen(page)
  return page
}

/** A page in which a call stood still is left behind, and its screen looked at once more in a fresh one. */
async function lookOnward() {
  let page = await freshPage()
  for (let screen = left.shift(); screen; screen = left.shift()) {
    try {
      await look(page, screen)
    } catch (error) {
      if (!(error instanceof Stuck)) throw error
      console.error(`${page.where}: ${error.message}; trying once more in another page.`)
      // Nobody waits for it: closing may stand still, too.
      void page.context().close().catch(() => {})
      page = await freshPage()
      await look(page, screen)
    }
  }
}
await Promise.all([lookOnward(), lookOnward()])
await close()
console.log(complaints.size === 0 ? `${wanted.length} screens, nothing to complain about.` : `${complaints.size} complaints.`)
process.exit(complaints.size === 0 ? 0 : 1)
