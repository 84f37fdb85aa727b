import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Webhook, WebhookDelivery } from '../src/api/types.ts'
import { bodyOf, json, problem } from './http.ts'
import { before } from './tasks.ts'

const webhook = (id: string, url: string, rest: Partial<Webhook> = {}): Webhook => ({
  id, url, events: ['*'], description: '', enabled: true, disabledReason: null, previousSecretEndsAt: null,
  createdBy: 'mira', createdAt: before(9000), updatedAt: before(900), ...rest,
})

const all: Webhook[] = [
  webhook('whk-chat', 'https://chat.example/hooks/T024BE7LD/B2RFYKXX8/aVeryLongPathThatNamesOneRoomOfManyRooms', { description: 'Tells the team’s room when somebody is needed', events: ['task.pending_approval', 'task.failed', 'task.deployment_failed', 'task.rollback_failed'], previousSecretEndsAt: before(-600) }),
  webhook('whk-board', 'https://board.example/journeyman', { enabled: false }),
  webhook('whk-gone', 'https://gone.example/in', { description: 'The old ticket system', enabled: false, disabledReason: 'The receiver answered 410 Gone: it wants no more messages.', events: ['task.completed'] }),
]

const body = (type: string) => JSON.stringify({ type, timestamp: before(7), data: { taskId: 'tsk-review', status: type.replace('task.', ''), task: 'Add rate limiting <script>alert(1)</script>' } })

const delivery = (id: string, type: string, rest: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id, type, event: 'tsk-review/41', body: body(type), state: 'delivered', attempts: 1, responseStatus: 200, responseExcerpt: 'ok', error: null,
  createdAt: before(7), attemptedAt: before(7), dueAt: null, endedAt: before(7), ...rest,
})

const deliveries: WebhookDelivery[] = [
  delivery('msg-4', 'ping', { state: 'pending', attempts: 2, responseStatus: 503, responseExcerpt: 'upstream is away', error: 'The receiver answered 503.', dueAt: before(-5) }),
  delivery('msg-3', 'task.pending_approval'),
  delivery('msg-2', 'task.deployment_failed', { state: 'dead', attempts: 12, responseStatus: null, responseExcerpt: null, error: 'chat.example did not answer within 10 s, the last time after 12 attempts over three days.', attemptedAt: before(700) }),
  delivery('msg-1', 'task.failed', { attemptedAt: before(2000) }),
]

const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD1Zc9KEZQe8s='

/** An address with `private` in it is refused. */
export async function webhooks(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const [, , , , id = '', verb = '', deliveryId = ''] = url.pathname.split('/')
  const found = all.find((each) => each.id === id)
  if (!id) {
    if (request.method !== 'POST') return json(response, 200, { webhooks: all })
    const wish = await bodyOf(request)
    if (String(wish['url']).includes('private')) return problem(response, 422, 'The address is refused', 'It leads to an address that is not public.')
    const made = webhook(`whk-${Date.now()}`, '', wish as Partial<Webhook>)
    all.push(made)
    return json(response, 201, { ...made, secret })
  }
  if (!found) return problem(response, 404, 'Not found', `There is no webhook ${id}.`)
  if (verb === 'deliveries' && deliveryId) {
    const again = deliveries.find((each) => each.id === deliveryId)
    if (!again) return problem(response, 404, 'Not found', `There is no delivery ${deliveryId}.`)
    Object.assign(again, { state: 'pending', attempts: 0, dueAt: before(-1) })
    return json(response, 202, again)
  }
  if (verb === 'deliveries') {
    const state = url.searchParams.get('state')
    const own = id === 'whk-chat' ? deliveries.filter((each) => !state || each.state === state) : []
    return json(response, 200, { deliveries: own, nextCursor: null })
  }
  if (verb === 'secret') return json(response, 200, { ...found, secret })
  if (verb === 'test') return json(response, 202, deliveries[0])
  if (request.method === 'DELETE') {
    all.splice(all.indexOf(found), 1)
    return void response.writeHead(204).end()
  }
  if (request.method === 'PATCH') Object.assign(found, await bodyOf(request), { disabledReason: null })
  json(response, 200, found)
}
