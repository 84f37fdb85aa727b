// Fails when src/api/schema.ts is not what the contract generates.
import { readFile } from 'node:fs/promises'
import openapiTypescript, { astToString, COMMENT_HEADER } from 'openapi-typescript'

const contract = new URL('../../server/src/main/resources/openapi.yaml', import.meta.url)
const generated = COMMENT_HEADER + astToString(await openapiTypescript(contract))
const kept = await readFile(new URL('../src/api/schema.ts', import.meta.url), 'utf8')
if (generated !== kept) {
  console.error('src/api/schema.ts is older than openapi.yaml. Run: npm run generate')
  process.exit(1)
}
