#!/usr/bin/env node
// Receives Journeyman's webhooks and prints what it believes, on Node 20 without any package:
//
//   WEBHOOK_SECRET=whsec_… PORT=8080 node examples/webhook.mjs
//
// It believes a message that is signed with the secret, not older than five minutes, and new. A body that was changed, an old
// message and a wrong signature get 401. A message that was here before gets 200, so that nobody sends it again, and is
// not acted upon twice.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const secret = process.env.WEBHOOK_SECRET ?? ''
if (!/^whsec_[A-Za-z0-9+/]+=*$/.test(secret)) {
  console.error('Set WEBHOOK_SECRET to the secret that was shown when the webhook was made.')
  process.exit(2)
}
const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
const TOLERANCE_SECONDS = 5 * 60
const LARGEST_BODY = 1 << 20

/** Ids that were acted upon. After the tolerance the timestamp refuses them; several receivers would share a table. */
const seen = new Map()

/** Why a message is not believed; nothing if it is. */
function flaw(headers, body) {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  if (!id || !/^\d{1,12}$/.test(timestamp)) return 'headers are missing'
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return 'too old, or from the future'
  // The body as it came: to parse and write it again would change bytes.
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
  const fits = (headers['webhook-signature'] ?? '').split(' ').some((signature) => {
    const [version, value] = signature.split(',')
    const given = Buffer.from(value ?? '', 'base64')
    // Takes as long for a wrong signature as for a right one, so that nobody can guess it byte by byte.
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
  return fits ? undefined : 'the signature is wrong'
}

function isNew(id) {
  const now = Date.now()
  for (const [old, at] of seen) if (now - at > 2 * TOLERANCE_SECONDS * 1000) seen.delete(old)
  if (seen.has(id)) return false
  seen.set(id, now)
  return true
}

/** What an agent or a person wrote must not move the cursor. */
const plain = (text) => String(text ?? '').replace(/[\p{Cc}\p{Cf}]/gu, ' ')

const server = createServer(async (request, response) => {
  const answer = (status, text) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end(text)
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > LARGEST_BODY) return answer(413, 'too large')
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  const why = flaw(request.headers, body)
  if (why) return answer(401, why)
  if (!isNew(request.headers['webhook-id'])) return answer(200, 'seen before')
  const { type, data } = JSON.parse(body)
  // Answer first, act afterwards: who waits for more than 15 seconds sends again.
  answer(200, 'taken')
  console.log(`${plain(type)} ${plain(data.taskId ?? data.webhookId)} ${plain(data.task)}`.trim())
})
server.listen(Number(process.env.PORT ?? 8080), process.env.HOST ?? '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`)
})
