import type { IncomingMessage, ServerResponse } from 'node:http'
import { add, logOf } from './events.ts'
import { openStream } from './http.ts'
import { over, tasks } from './tasks.ts'

const words = 'The build runs. While it does I look at the callers once more: Refund hands in what Checkout took, so it is never negative. '

/** Follows one task; a running one talks, and runs a command every now and then. */
export function streamTask(request: IncomingMessage, response: ServerResponse, id: string, after: number): void {
  const task = tasks.get(id)
  if (!task) return void response.writeHead(404).end()
  if (over(task.status) && after >= (logOf(id).at(-1)?.seq ?? 0)) return void response.writeHead(204).end()
  const send = openStream(response)
  send('message', task)
  for (const event of logOf(id)) if (event.seq > after && event.type !== 'status') send(event.type, event.data, event.seq)
  if (over(task.status)) {
    send('end', task, logOf(id).at(-1)?.seq)
    return void response.end()
  }
  let tick = 0
  const timer = setInterval(() => {
    const current = tasks.get(id) ?? task
    tick += 1
    if (over(current.status)) {
      clearInterval(timer)
      send('end', current, logOf(id).at(-1)?.seq)
      return void response.end()
    }
    if (current.status !== 'executing' || current.paused) return void response.write(': heartbeat\n\n')
    talk(id, tick, send)
  }, 120)
  request.on('close', () => clearInterval(timer))
}

function talk(id: string, tick: number, send: ReturnType<typeof openStream>): void {
  const phase = tick % 60
  const all = words.split(' ')
  if (phase < all.length) send('text', { text: `${all[phase]} ` })
  if (phase === 35) record('turn', { text: words })
  if (phase === 36) record('tool_call', { id: `live-${tick}`, name: 'execute_bash', input: JSON.stringify({ command: 'mvn -q verify' }) })
  if (phase > 36 && phase < 54) send('tool_output', { id: `live-${tick - phase + 36}`, text: `Running shop.Test${phase}\n` })
  if (phase === 54) record('tool_result', { id: `live-${tick - phase + 36}`, text: 'Tests run: 128', error: false, durationMs: 2_160 })

  function record(type: string, data: Record<string, unknown>): void {
    const event = add(id, type, data)
    send(type, event.data, event.seq)
  }
}

/** Every few seconds the running task, a little further. */
export function streamAll(request: IncomingMessage, response: ServerResponse): void {
  const send = openStream(response)
  const timer = setInterval(() => {
    const running = tasks.get('tsk-running')
    if (!running || running.status !== 'executing') return
    const next = { ...running, costUsd: (running.costUsd ?? 0) + 0.01, updatedAt: new Date().toISOString() }
    tasks.set(next.id, next)
    send('message', next)
  }, 2_000)
  request.on('close', () => clearInterval(timer))
}
