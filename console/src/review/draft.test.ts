import { expect, it } from 'vitest'
import { diffOf } from '../../mock/diff.ts'
import { fingerprint, reviewOf, viewState, type DraftComment } from './draft.ts'
import { findingText } from './finding.ts'

const comment: DraftComment = { id: '1', path: 'a.ts', side: 'new', line: 3, lastLine: 5, code: 'let a\nlet b', text: ' Use const. ' }

it('sends one batch with the tree, the place and the code', () => {
  expect(reviewOf('request_changes', 'tree1', ' Nearly. ', [comment, { ...comment, line: null, lastLine: null, code: '' }])).toEqual({
    verdict: 'request_changes',
    tree: 'tree1',
    summary: 'Nearly.',
    comments: [
      { path: 'a.ts', side: 'new', line: 3, text: 'Lines 3 to 5: Use const.\n\n> let a\n> let b' },
      { path: 'a.ts', text: 'Use const.' },
    ],
  })
})

it('forgets a tick when the patch has changed', () => {
  const [file] = diffOf('tsk-review').files
  if (!file) throw new Error('no file')
  const viewed = { [file.path]: fingerprint(file) }
  expect([viewState({}, file), viewState(viewed, file), viewState(viewed, { ...file, patch: `${file.patch} ` })]).toEqual([
    'new', 'viewed', 'changed',
  ])
})

it('says a finding whatever fields it has', () => {
  expect(findingText({ severity: 'minor', path: 'a.ts', line: 3, message: 'Name it.' })).toBe('minor: a.ts:3 Name it.')
  expect(findingText({ odd: 1 })).toBe('{"odd":1}')
})
