import type { Connect, Plugin } from 'vite'
import { answer } from './router.ts'

/** The policy the service sends; the mock sends it too, so that nothing is built that breaks it. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const api: Connect.NextHandleFunction = (request, response, next) => {
  if (!request.url?.startsWith('/api/')) return next()
  void answer(request, response).catch((error: unknown) => {
    response.statusCode = 500
    response.end(String(error))
  })
}

/** Serves a mock of the API beside the console, in development and in the preview of a build. */
export function mockApi(): Plugin {
  return {
    name: 'mock-api',
    configureServer: (server) => void server.middlewares.use(api),
    configurePreviewServer: (server) => {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('Content-Security-Policy', policy)
        next()
      })
      server.middlewares.use(api)
    },
  }
}
