// Hears webhooks, and answers what it is told to.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

export async function startReceiver() {
  const heard = []
  const receiver = { heard, answer: 200, address: '', port: 0, close: () => server.close() }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    heard.push({ headers: request.headers, body })
    response.writeHead(receiver.answer).end('heard')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.port = server.address().port
  receiver.address = `http://127.0.0.1:${receiver.port}/in`
  return receiver
}

/** Whether a message was signed with this secret, as Standard Webhooks has it. */
export function isSigned({ headers, body }, secret) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return headers['webhook-signature'].split(' ').includes(signature)
}
