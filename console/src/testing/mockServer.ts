import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from '../../mock/router.ts'

/** Serves the mock of the API over real HTTP, and sends the page's own requests there. */
export async function startMock(): Promise<() => Promise<void>> {
  const server = createServer((request, response) => void answer(request, response))
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
