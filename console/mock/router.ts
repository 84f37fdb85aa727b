import type { IncomingMessage, ServerResponse } from 'node:http'
import { actOn, approve, cancel, execute } from './changes.ts'
import { diffOf, newerOf } from './diff.ts'
import { add, logOf } from './events.ts'
import type { Task } from '../src/api/types.ts'
import { checkpointsOf, reportsOf, reviewsOf } from './history.ts'
import { bodyOf, json, problem } from './http.ts'
import { audit, checked, capabilities, health, learnings, repositories, state, stats } from './insight.ts'
import { streamAll, streamTask } from './streams.ts'
import { tasks, verification } from './tasks.ts'
import { webhooks } from './webhooks.ts'

const session = { user: 'mira', tenant: 'default', roles: ['admin'], expiresAt: new Date(Date.now() + 8 * 3_600_000).toISOString() }
let signedIn = true

/** A token or code of `bad` is refused, `clerk` is no admin; everything else is Mira. */
async function sessions(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'DELETE') {
    signedIn = false
    return void response.writeHead(204).end()
  }
  if (request.method === 'POST') {
    const given = request.headers.authorization?.replace('Bearer ', '') ?? String((await bodyOf(request))['code'])
    if (given === 'bad') return problem(response, 401, 'Unauthorized', 'The token is not valid.')
    if (given === 'clerk') return problem(response, 403, 'Forbidden', 'Admin access required')
    signedIn = true
    return json(response, 201, session)
  }
  return signedIn ? json(response, 200, session) : problem(response, 401, 'Unauthorized', 'Sign in first.')
}

export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock')
  if (url.pathname === '/api/session') return sessions(request, response)
  if (!signedIn) return problem(response, 401, 'Unauthorized', 'Sign in first.')
  const [, , , area = '', id = '', verb = ''] = url.pathname.split('/').map(decodeURIComponent)
  switch (area) {
    case 'execute':
      return execute(request, response)
    case 'tasks':
      return id ? ofTask(request, response, url, id, verb) : listTasks(response, url)
    case 'stream':
      return streamTask(request, response, id, Number(request.headers['last-event-id'] ?? url.searchParams.get('lastEventId') ?? 0))
    case 'events':
      return streamAll(request, response)
    case 'approve': {
      const found = tasks.get(id)
      return found ? approve(request, response, found) : problem(response, 404, 'Task not found', `No task ${id}.`)
    }
    case 'rollback':
      return rollback(request, response, id)
    default:
      return insight(request, response, url, area, id, verb)
  }
}

async function ofTask(request: IncomingMessage, response: ServerResponse, url: URL, id: string, verb: string): Promise<void> {
  const found = tasks.get(id)
  if (!found) return problem(response, 404, 'Task not found', `There is no task ${id}.`)
  if (request.method === 'DELETE') return cancel(response, found)
  if (request.method === 'POST') return actOn(request, response, found, verb)
  if (verb === '') return json(response, 200, found)
  if (verb === 'events') {
    const events = logOf(id).filter((event) => event.seq > Number(url.searchParams.get('after') ?? 0))
    return json(response, 200, { events, nextAfter: events.at(-1)?.seq ?? 0, hasMore: false, trimmedUntil: 0 })
  }
  if (verb === 'diff' && found.tree) return json(response, 200, url.searchParams.has('since') ? newerOf(id) : diffOf(id))
  if (verb === 'reviews') return json(response, 200, { reviews: reviewsOf(found) })
  if (verb === 'checkpoints') return json(response, 200, { checkpoints: checkpointsOf(found) })
  if (verb === 'reports') return reportsOf(response, found, url)
  if (verb === 'evidence' && found.tree) return json(response, 200, found.result?.verification ?? verification)
  return problem(response, 404, 'Not found', 'This task has none.')
}

function listTasks(response: ServerResponse, url: URL): void {
  const asked = (name: string) => url.searchParams.get(name)
  const states = asked('status')?.split(',')
  const found = [...tasks.values()]
    .filter((task) => !states || states.includes(task.status))
    .filter((task) => !asked('repository') || task.repository === asked('repository'))
    .filter((task) => !asked('createdBy') || task.createdBy === asked('createdBy'))
    .filter((task) => (task.costUsd ?? -1) >= Number(asked('minCostUsd') ?? -1))
    .filter((task) => task.task.toLowerCase().includes((asked('q') ?? '').toLowerCase()))
    .sort((one, other) => other.updatedAt.localeCompare(one.updatedAt))
  json(response, 200, { tasks: found, pagination: { total: found.length, limit: 50, offset: 0, hasMore: false, nextCursor: null } })
}

const revert = 'diff --git a/src/CartTest.java b/src/CartTest.java\n--- a/src/CartTest.java\n+++ b/src/CartTest.java\n@@ -1,4 +1,3 @@\n class CartTest {\n-  @Test void emptyCartCostsNothing() {}\n+  // nothing \u202e yet\n }\n'

function rollback(request: IncomingMessage, response: ServerResponse, id: string): void {
  const found = tasks.get(id)
  if (!found) return problem(response, 404, 'Task not found', `No task ${id}.`)
  const files = found.result?.changes ?? []
  if (request.method === 'GET') return json(response, 200, { taskId: id, possible: true, files, conflicts: [], diff: revert })
  const become = (status: Task['status']) => {
    const next = { ...found, status, availableActions: [], rollbackInitiatedBy: 'mira', updatedAt: new Date().toISOString() }
    tasks.set(id, next)
    add(id, 'status', { status })
    return next
  }
  json(response, 202, { success: true, message: 'Rolling back', changesReverted: files, task: become('rolling_back') })
  setTimeout(() => become('rolled_back'), 300)
}

async function change(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  const found = learnings.find((each) => each.id === id)
  if (!found) return problem(response, 404, 'Not found', `There is no learning ${id}.`)
  const { disabled, reason } = await bodyOf(request)
  found.disabled = disabled === true ? { by: 'mira', at: new Date().toISOString(), reason: typeof reason === 'string' ? reason : null } : null
  json(response, 200, found)
}

async function insight(request: IncomingMessage, response: ServerResponse, url: URL, area: string, id: string, verb: string): Promise<void> {
  switch (area) {
    case 'webhooks':
      return webhooks(request, response, url)
    case 'learnings':
      if (request.method === 'PATCH') return change(request, response, id)
      return json(response, 200, { learnings: learnings.filter((each) => each.task.toLowerCase().includes((url.searchParams.get('q') ?? '').toLowerCase())), total: learnings.length, returned: learnings.length, nextCursor: null })
    case 'repositories': {
      if (verb === 'check') return json(response, 200, checked(id))
      if (request.method === 'PATCH') {
        const at = repositories.findIndex((each) => each.name === id)
        const before = repositories[at]
        if (!before) return problem(response, 404, 'Repository not found', `No repository ${id}.`)
        const after = { ...before, ...(await bodyOf(request)) }
        repositories[at] = after
        return json(response, 200, after)
      }
      if (request.method !== 'POST') return json(response, 200, { repositories })
      const made = { ...(await bodyOf(request)), createdAt: new Date().toISOString() } as (typeof repositories)[number]
      repositories.push({ ...made, name: made.name ?? made.location.replace(/\.git$/, '').split('/').at(-1) ?? 'repository', targetBranch: made.targetBranch ?? 'main' })
      return json(response, 201, repositories.at(-1))
    }
    case 'stats':
      return json(response, 200, stats(Number(url.searchParams.get('days') ?? 30)))
    case 'health':
      return json(response, 200, health())
    case 'capabilities':
      return json(response, 200, capabilities)
    case 'audit':
      return json(response, 200, id === 'verify' ? { valid: true, firstBroken: null } : { entries: audit.filter((entry) => entry.action.startsWith(url.searchParams.get('action') ?? '')), nextCursor: null })
    case 'emergency-stop':
    case 'emergency-resume': {
      const { reason } = await bodyOf(request)
      const made = { stopped: area === 'emergency-stop', by: 'mira', at: new Date().toISOString(), reason: typeof reason === 'string' ? reason : null }
      state.stop = made.stopped ? made : null
      return json(response, 200, made)
    }
    default:
      return problem(response, 501, 'Not available', 'The mock does not have this.')
  }
}
