import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Task } from '../src/api/types.ts'
import { add } from './events.ts'
import { bodyOf, json, problem } from './http.ts'
import { task, tasks } from './tasks.ts'

const now = () => new Date().toISOString()

function changed(response: ServerResponse, before: Task, rest: Partial<Task>, message: string): void {
  const next = { ...before, ...rest, updatedAt: now() }
  tasks.set(next.id, next)
  if (rest.status) add(next.id, 'status', { status: rest.status, progress: next.progress })
  json(response, 200, { success: true, message, task: next })
}

/** A reason of `conflict` answers 409, `fail` answers 500: sentinels for those who look at the screens. */
export async function approve(request: IncomingMessage, response: ServerResponse, found: Task): Promise<void> {
  const body = await bodyOf(request)
  if (body['reason'] === 'conflict' || body['tree'] !== found.tree) {
    return problem(response, 409, 'The tree has changed', 'Another tree waits for approval than the one you looked at.')
  }
  if (body['reason'] === 'fail') return problem(response, 500, 'Deployment failed', 'The target branch refused the push.')
  const reason = typeof body['reason'] === 'string' ? body['reason'] : null
  if (body['approved'] === true) {
    const approval = { by: 'mira', at: now(), reason, tree: found.tree ?? '', carriedOver: null, stands: true }
    return changed(response, found, { status: 'completed', availableActions: ['rollback'], deployedCommit: 'feedbeef', completedAt: now(), approvals: [approval] }, 'Changes approved and deployed')
  }
  changed(response, found, { status: 'rolled_back', availableActions: ['retry'], rejectedBy: 'mira', rejectionReason: reason }, 'Changes rejected and rolled back')
}

export async function actOn(request: IncomingMessage, response: ServerResponse, found: Task, verb: string): Promise<void> {
  const body = await bodyOf(request)
  switch (verb) {
    case 'messages':
      add(found.id, 'message', { from: 'mira', text: body['message'] })
      return json(response, 202, { success: true, message: 'Sent', task: found })
    case 'pause':
      return changed(response, found, { paused: { by: 'mira', at: now() }, availableActions: ['resume', 'cancel', 'message'] }, 'Paused')
    case 'resume':
      return changed(response, found, { paused: null, availableActions: ['pause', 'cancel', 'message'] }, 'Resumed')
    case 'reviews':
      if (body['verdict'] === 'comment') return json(response, 200, { success: true, message: 'Kept', task: found })
      return changed(response, found, { status: 'executing', progress: 60, availableActions: ['pause', 'cancel', 'message'] }, 'Sent back')
    case 'retry': {
      const again = task(`tsk-${Date.now()}`, found.task, { retryOf: found.id, createdAt: now(), updatedAt: now() })
      tasks.set(again.id, again)
      return json(response, 202, { success: true, message: 'Queued', taskId: again.id, status: 'queued', statusEndpoint: '', streamEndpoint: '', task: again })
    }
    default:
      return problem(response, 404, 'Not found', `There is no ${verb}.`)
  }
}

export function cancel(response: ServerResponse, found: Task): void {
  changed(response, found, { status: 'cancelled', availableActions: ['retry'], cancelledBy: 'mira', cancelledAt: now() }, 'Task cancelled')
}

export async function execute(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  if (body['task'] === 'fail') return problem(response, 503, 'Not possible now', 'No API key is set. Set ANTHROPIC_API_KEY and start again.')
  const made = task(`tsk-${Date.now()}`, String(body['task']), { createdAt: now(), updatedAt: now(), startedAt: null })
  tasks.set(made.id, made)
  json(response, 202, { taskId: made.id, status: 'queued', message: 'Task queued for autonomous execution', statusEndpoint: '', streamEndpoint: '' })
}
