import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { problem } from '../../mock/http.ts'
import { answer } from '../../mock/router.ts'

let refused: RegExp | null = null

/** Has reads of these addresses answered with 500 from now on; null has all answered again. */
export function refuse(addresses: RegExp | null): void {
  refused = addresses
}

/** Serves the mock of the API over real HTTP, and sends the page's own requests there. */
export async function startMock(): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && refused?.test(request.url ?? '')) problem(response, 500, 'Internal error', 'The disk is full.')
    else void answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const nativeFetch = globalThis.fetch
  globalThis.fetch = (input, init) => nativeFetch(`http://127.0.0.1:${port}${String(input)}`, init)
  return async () => {
    globalThis.fetch = nativeFetch
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
