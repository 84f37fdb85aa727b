import { expect, it } from 'vitest'
import { lineOf } from './details.ts'

it('says in one line what a part of the service tells of itself', () => {
  expect([
    lineOf({ kind: 'bubblewrap', isolated: true, version: '0.8.0', warnings: [] }),
    lineOf({ kind: 'none', isolated: false, warnings: ['SANDBOX=none: commands run without isolation'] }),
    lineOf({ reachable: true, embedded: true }),
    lineOf({}),
  ]).toEqual([
    'bubblewrap, isolated, version 0.8.0',
    'none, not isolated, SANDBOX=none: commands run without isolation',
    'reachable, embedded',
    '–',
  ])
})
