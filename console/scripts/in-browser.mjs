// Everything that needs Chromium, on the console as it was built: the screens and the end-to-end run side by side, as each
// waits most of its time, and the budgets alone.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Tells what a script said once it has ended, so that two do not talk at once. */
function run(name) {
  const began = Date.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  return new Promise((resolve) =>
    child.on('exit', (code) => {
      console.log(`${said}-- ${name}: ${code === 0 ? 'passed' : 'FAILED'} after ${Math.round((Date.now() - began) / 1000)} s`)
      resolve(code === 0)
    }),
  )
}

const together = await Promise.all([run('end-to-end'), run('look')])
const alone = await run('measure')
process.exit(together.every(Boolean) && alone ? 0 : 1)
