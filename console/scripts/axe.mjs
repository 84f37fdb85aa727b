// What axe finds on a page, as sentences.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { within } from './browser.mjs'

/** Seconds; on a busy machine axe takes many for a long page. */
const PATIENCE = 90

/** To be evaluated in a page once; `window.axe` afterwards. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const all = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
const colours = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

export async function complaintsOf(page, onlyColours = false) {
  const rules = { ...(onlyColours ? colours : all), resultTypes: ['violations'] }
  const { violations } = await within(PATIENCE, 'axe', page.evaluate((options) => window.axe.run(document, options), rules))
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.slice(0, 3).map(reasonOf).join(' | ')}`)
}

const reasonOf = ({ target, failureSummary }) => `${target}: ${failureSummary?.split('\n')[1] ?? ''}`
