// Opens a 5,000-line diff and a long log in the built console, and fails when reading them would be a wait.
import { open } from './browser.mjs'

const { address, browser, close } = await open()
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
await page.addInitScript(() => {
  window.longest = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration)
  }).observe({ type: 'longtask', buffered: true })
})

/** The best of three: what else the machine does only ever adds. */
async function isQuick(...what) {
  for (let attempt = 0; attempt < 3; attempt++) if (await measure(...what)) return true
  return false
}

async function measure(name, path, ready, patience = 1_000) {
  await page.goto(new URL(path, address).href)
  await ready()
  const readable = await page.evaluate(() => Math.round(performance.now()))
  await page.mouse.move(500, 700)
  for (let step = 0; step < 40; step++) {
    await page.mouse.wheel(0, 2_500)
    await page.waitForTimeout(50)
  }
  const longest = await page.evaluate(() => Math.round(window.longest))
  console.log(`${name}: readable after ${readable} ms, longest task while scrolling through ${longest} ms`)
  return readable <= patience && longest <= 200
}

await page.goto(address)
await page.waitForTimeout(500)
const diff = await isQuick('5,000 changed lines', '/tasks/tsk-large/review', () => page.locator('.diff-line').first().waitFor())
const log = await isQuick('10,000 lines of a log', '/tasks/tsk-long', () => page.getByText('manual/page-0.md').first().waitFor(), 5_000)
await close()
if (!diff || !log) {
  console.error('Too slow.')
  process.exit(1)
}
