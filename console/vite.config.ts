import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { mockApi } from './mock/plugin.ts'

/// Without JOURNEYMAN_URL, `npm run dev` and `npm run preview` serve a mock of the API.
const service = process.env['JOURNEYMAN_URL']
const proxy = service ? { '/api': { target: service, changeOrigin: false } } : {}

export default defineConfig({
  plugins: [react(), tailwindcss(), ...(service ? [] : [mockApi()])],
  server: { port: 4010, proxy },
  preview: { port: 4011, proxy },
  worker: { format: 'es' },
  build: {
    target: ['chrome123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0,
    manifest: true,
    reportCompressedSize: false,
  },
  test: {
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    // The page's own log of requests that a test means to fail or to leave.
    onConsoleLog: (log) => !/socket hang up|\((Conflict|Unauthorized|Internal Server Error)\)/.test(log),
  },
})
