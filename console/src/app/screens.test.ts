import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { screens } from './screens.ts'

it('has no screen that the service does not answer with the console', () => {
  const source = readFileSync('../server/src/main/java/dev/journeyman/http/StaticFiles.java', 'utf8')
  const served = [...(/Set\.of\(([^)]*"signin"[^)]*)\)/.exec(source)?.[1] ?? '').matchAll(/"([a-z]*)"/g)].map(([, name]) => name)
  expect(served).toEqual(expect.arrayContaining([...new Set(screens.map(({ path }) => path.split('/')[1]))]))
})
