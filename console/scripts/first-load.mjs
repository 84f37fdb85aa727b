// Measures what a browser loads before the first screen shows, and fails past the budget.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = 140 * 1024
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const files = new Set(['theme.js'])
const visited = new Set()
function visit(key) {
  if (visited.has(key)) return
  visited.add(key)
  const chunk = manifest[key]
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const imported of chunk.imports ?? []) visit(imported)
}
visit('index.html')
// Home is the inbox, loaded lazily like every screen.
for (const key of Object.keys(manifest)) if (/inbox\/InboxPage/.test(key)) visit(key)

let total = 0
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist))).length
  total += size
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${file}`)
}
console.log(`${(total / 1024).toFixed(1).padStart(7)} KB  first load, gzip; budget ${BUDGET / 1024} KB`)
if (total > BUDGET) {
  console.error('The first load is over its budget. Load something of it lazily.')
  process.exit(1)
}
