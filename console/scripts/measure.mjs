// Opens a 5,000-line diff and a long log in the built console, and fails when reading them would be a wait.
//
// A machine that does something else, too, stretches every time. So each attempt first learns by how much, from work that
// is always the same, and the best of some attempts counts.
import { open } from './browser.mjs'

const READABLE_MS = 1_000
const LONGEST_TASK_MS = 200
const ATTEMPTS = 5

const { address, browser, close } = await open()
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
const session = await page.context().newCDPSession(page)
await session.send('Performance.enable', { timeDomain: 'threadTicks' })
await page.addInitScript(() => {
  window.longest = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration)
  }).observe({ type: 'longtask', buffered: true })
})

/** Seconds of the processor that the page's main thread has used. */
async function used() {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ThreadTime').value
}

/** How many times longer than its work a task takes here and now; 1 where nothing else runs. */
async function load() {
  const before = await used()
  const milliseconds = await page.evaluate(() => {
    const begin = performance.now()
    let sum = 0
    for (let turn = 0; turn < 150_000_000; turn++) sum = (sum + turn) | 0
    return performance.now() - begin + (sum === 1 ? 1 : 0)
  })
  return Math.max(1, milliseconds / 1000 / ((await used()) - before))
}

async function attempt(path, ready) {
  const before = await load()
  await page.goto(new URL(path, address).href)
  await ready()
  const readable = await page.evaluate(() => performance.now())
  await page.mouse.move(700, 600)
  for (let step = 0; step < 30; step++) {
    await page.mouse.wheel(0, 3_000)
    await page.waitForTimeout(30)
  }
  const longest = await page.evaluate(() => window.longest)
  const factor = Math.max(before, await load())
  return { readable: readable / factor, longest: longest / factor, factor }
}

async function isQuick(name, path, ready, patience) {
  for (let count = 1; count <= ATTEMPTS; count++) {
    const { readable, longest, factor } = await attempt(path, ready)
    const [first, then] = [Math.round(readable), Math.round(longest)]
    console.log(`${name}: readable after ${first} ms, longest task ${then} ms (the machine ${factor.toFixed(1)} times slower)`)
    if (readable <= patience && longest <= LONGEST_TASK_MS) return true
  }
  return false
}

await page.goto(address)
const diff = await isQuick('5,000 changed lines', '/tasks/tsk-large/review', () => page.locator('.diff-line').first().waitFor(), READABLE_MS)
const log = await isQuick('10,000 lines of a log', '/tasks/tsk-long', () => page.getByText('manual/page-0.md').first().waitFor(), 3 * READABLE_MS)
await close()
if (!diff || !log) {
  console.error('Too slow.')
  process.exit(1)
}
