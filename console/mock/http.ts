import type { IncomingMessage, ServerResponse } from 'node:http'

export async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text ? (JSON.parse(text) as Record<string, unknown>) : {}
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status
  response.setHeader('Content-Type', status < 400 ? 'application/json' : 'application/problem+json')
  response.end(JSON.stringify(body))
}

export function problem(response: ServerResponse, status: number, title: string, detail: string): void {
  json(response, status, { type: '/problems/mock', title, status, detail, error: title, message: detail, requestId: 'mock' })
}

export function openStream(response: ServerResponse): (event: string, data: unknown, id?: number) => void {
  response.statusCode = 200
  response.setHeader('Content-Type', 'text/event-stream')
  response.setHeader('Cache-Control', 'no-cache')
  response.write('retry: 2000\n\n')
  return (event, data, id) => {
    const lines = [event === 'message' ? '' : `event: ${event}\n`, id === undefined ? '' : `id: ${id}\n`]
    response.write(`${lines.join('')}data: ${JSON.stringify(data)}\n\n`)
  }
}
