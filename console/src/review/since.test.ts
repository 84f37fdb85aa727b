import { expect, it } from 'vitest'
import type { DiffFile, Reviewed } from '../api/types.ts'
import { lastReviewOf, narrowed } from './since.ts'
import type { Review } from './useReview.ts'

const said = (by: string, tree: string | null): Reviewed => ({ by, tree, at: '2026-11-30T18:00:00Z', verdict: 'comment', base: 'b', summary: null })

it('finds the newest review of another tree that this person wrote', () => {
  const reviews = [said('mira', 'now'), said('jonas', 'two'), said('mira', null), said('mira', 'one'), said('mira', 'zero')]
  expect(lastReviewOf(reviews, 'mira', 'now')?.tree).toBe('one')
  expect(lastReviewOf(reviews, 'ada', 'now')).toBeNull()
})

it('ticks whole files, and lets nobody comment on lines of the earlier tree', () => {
  const file = (patch: string): DiffFile => ({ path: 'a.ts', oldPath: null, status: 'modified', additions: 1, deletions: 1, binary: false, runsCodeLater: false, patch })
  const [whole, part] = [file('whole'), file('part')]
  const asked: unknown[] = []
  const review: Review = {
    comments: [],
    writingAt: null,
    split: false,
    add: () => undefined,
    remove: () => undefined,
    clear: () => undefined,
    toggleSplit: () => undefined,
    wordsAt: (place) => place,
    writeAt: (place) => void asked.push(place),
    stateOf: (each) => (each === whole ? 'viewed' : 'new'),
    toggleViewed: (each) => void asked.push(each),
  }
  const now = narrowed(review, { tree: 't', base: 'b', files: [whole] })
  expect(now.stateOf(part)).toBe('viewed')
  now.toggleViewed(part)
  for (const place of ['a.ts D3', 'a.ts I3', 'a.ts', null]) now.writeAt(place)
  expect(asked).toEqual([whole, 'a.ts I3', 'a.ts', null])
})
