#!/usr/bin/env node
// Shows a team's tasks as they change, in a terminal or as plain lines, on Node 20 without any package:
//
//   JOURNEYMAN_TOKEN=$(./journeyman token) node examples/monitor.mjs [TASK]
//
// With TASK it follows that one and ends when the task rests; without, it follows all until Ctrl-C. When the stream
// breaks it comes back by itself and misses nothing that is still true: each event is a whole task.
const url = process.env.JOURNEYMAN_URL ?? 'http://127.0.0.1:4002'
const token = process.env.JOURNEYMAN_TOKEN
const only = process.argv[2]
if (!token) {
  console.error('Set JOURNEYMAN_TOKEN to a token; ./journeyman token prints one.')
  process.exit(2)
}

const RESTING = new Set(['pending_approval', 'completed', 'failed', 'cancelled', 'rolled_back', 'rejected', 'deployment_failed', 'rollback_failed'])
const LONGEST_WAIT_MS = 30_000
const tasks = new Map()
const live = process.stdout.isTTY
let lastId

/** What an agent or a person wrote must not move the cursor. */
const plain = (text) => String(text ?? '').replace(/[\p{Cc}\p{Cf}]/gu, ' ')

function line(task) {
  const filled = Math.round((task.progress ?? 0) / 5)
  const bar = '#'.repeat(filled) + '.'.repeat(20 - filled)
  return `${task.id.slice(-8)}  [${bar}] ${plain(task.status).padEnd(16)} ${plain(task.currentStep || task.task).slice(0, 60)}`
}

function show(task) {
  const before = tasks.get(task.id)
  tasks.set(task.id, task)
  if (live) {
    process.stdout.write(`\x1b[H\x1b[2J${[...tasks.values()].slice(-20).map(line).join('\n')}\n`)
  } else if (!before || line(before) !== line(task)) {
    console.log(line(task))
  }
}

/** The stream of all tasks tells what changes from now on; the list tells how they stand. */
async function showAll(headers) {
  const response = await fetch(`${url}/api/autonomous/tasks?limit=20`, { headers: { Authorization: headers.Authorization } })
  const { tasks: newestFirst = [] } = await response.json()
  newestFirst.reverse().forEach(show)
}

/** Reads one stream to its end; true when there is nothing more to come. */
async function follow() {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' }
  if (lastId) headers['Last-Event-ID'] = lastId
  const path = only ? `/stream/${encodeURIComponent(only)}` : '/events'
  const response = await fetch(`${url}/api/autonomous${path}`, { headers })
  if (response.status === 204) return true
  if (!response.ok) throw Object.assign(new Error(`${response.status} ${plain(await response.text())}`), { final: response.status < 500 })
  if (!only) await showAll(headers)
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split('\n\n')
    text = events.pop()
    if (events.some(take)) return true
  }
  return false
}

/** True for the event after which a followed task rests. */
function take(event) {
  const field = (name) => event.split('\n').filter((each) => each.startsWith(`${name}:`)).map((each) => each.slice(name.length + 1).trimStart()).join('\n')
  lastId = field('id') || lastId
  const data = field('data')
  if (!data) return false
  const task = JSON.parse(data)
  if (!task.id) return false
  show(task)
  return Boolean(only) && RESTING.has(task.status)
}

for (let failures = 0; ; failures++) {
  try {
    if (await follow()) break
    failures = 0
  } catch (error) {
    if (error.final) {
      console.error(error.message)
      process.exit(1)
    }
    if (failures === 0) console.error(`Lost the stream (${error.message}); trying again.`)
  }
  await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures)))
}
