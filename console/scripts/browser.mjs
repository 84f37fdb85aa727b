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

/** Nothing says any more that it loads. */
export async function loaded(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some((each) => each.textContent.startsWith('Loading')))
}
