import { expect, it } from 'vitest'
import { diffOf } from '../../mock/diff.ts'
import type { DiffFile } from '../api/types.ts'
import { hunksOf, lineNumber, pieces } from './hunks.ts'
import { tokensOf } from './tokens.ts'

function fileOf(id: string, path: string): DiffFile {
  const file = diffOf(id).files.find((each) => each.path.endsWith(path))
  if (!file) throw new Error(path)
  return file
}

it('reads a patch with and without the header of git', () => {
  expect(hunksOf(fileOf('tsk-review', 'Cart.java')).map((hunk) => hunk.newStart)).toEqual([1])
  expect(hunksOf(fileOf('tsk-review', 'build.yml')).map((hunk) => hunk.newStart)).toEqual([3])
})

it('reads no hunk from a file without a patch', () => {
  expect(hunksOf(fileOf('tsk-review', 'logo.png'))).toEqual([])
})

it('cuts a long hunk without losing a line or its number', () => {
  const hunks = hunksOf(fileOf('tsk-large', 'Everything.java'))
  const parts = pieces(hunks)
  expect(parts.length).toBeGreaterThan(20)
  expect(parts.flatMap((part) => part.changes)).toEqual(hunks.flatMap((hunk) => hunk.changes))
  for (const part of parts) {
    const first = part.changes.map((change) => lineNumber(change, 'new')).find((line) => line !== null)
    expect(part.newStart).toBe(first)
  }
})

it('writes hidden characters out before any colour is there', () => {
  const [hunk] = hunksOf(fileOf('tsk-review', 'Cart.java'))
  if (!hunk) throw new Error('no hunk')
  const hidden = tokensOf(hunk, null)?.new.flat().filter((token) => token.type === 'hidden')
  expect(hidden?.map((token) => token['value'])).toEqual(['U+202E', 'U+2066'])
})

it('puts colours on the lines they belong to', () => {
  const [hunk] = hunksOf(fileOf('tsk-review', 'build.yml'))
  if (!hunk) throw new Error('no hunk')
  const after = hunk.changes.filter((change) => change.type !== 'delete').map((change) => [['keyword', change.content] as const])
  const tokens = tokensOf(hunk, { old: [], new: after })
  expect(tokens?.new[7]).toEqual([{ type: 'run', className: 't-keyword', value: '      - run: ./scripts/prepare.sh' }])
})
