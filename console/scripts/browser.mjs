// Starts the built console with its mock API, and Debian's Chromium.
import { chromium } from 'playwright-core'
import { preview } from 'vite'

const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: switches })

export async function open() {
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
  const address = server.resolvedUrls?.local[0]
  const browser = await launch()
  return {
    address,
    browser,
    close: async () => {
      await browser.close()
      await new Promise((resolve) => server.httpServer.close(resolve))
    },
  }
}

/** A call into a page that never came back. */
export class Stuck extends Error {}

/** The answer of a page, or a `Stuck` after so many seconds: such calls have no bound of their own. */
export function within(seconds, what, answer) {
  let timer
  const bound = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Stuck(`${what} did not come back within ${seconds} s`)), seconds * 1_000)
  })
  return Promise.race([answer, bound]).finally(() => clearTimeout(timer))
}

/** Nothing says any more that it loads. */
export async function loaded(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some((each) => each.textContent.startsWith('Loading')))
}
