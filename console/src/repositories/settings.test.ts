import { expect, it } from 'vitest'
import { repositories } from '../../mock/insight.ts'
import type { Repository } from '../api/types.ts'
import { changeOf, formOf } from './settings.ts'

const shop = repositories[0] as Repository

it('sends nothing that was not changed', () => {
  expect(changeOf(shop, formOf(shop))).toEqual({})
})

it('sends lists as lists, and takes an emptied command away', () => {
  const form = { ...formOf(shop), verify: ' make test \n\nmake lint', deploy: ' ', network: '' }
  expect(changeOf(shop, form)).toEqual({ verify: ['make test', 'make lint'], deploy: null, network: [] })
})

it('sends a policy as a whole, and no limit as null', () => {
  const form = { ...formOf(shop), approvers: '2', alwaysAsk: 'migrations/**\n', maxChangedLines: '', deadlineMinutes: '90' }
  expect(changeOf(shop, form)).toEqual({
    approval: { approvers: 2, requesterMayApprove: true, alwaysAsk: ['migrations/**'], maxChangedLines: null, deadlineMinutes: 90 },
  })
})

it('has GitHub land by pull request, and lets the rest of the policy be', () => {
  expect(changeOf(shop, { ...formOf(shop), way: 'pull_request', opens: 'approval' })).toEqual({
    landing: { way: 'pull_request', opens: 'approval', method: 'squash', trailers: true },
  })
})

it('reads a cache or a log as its first word and a path, which may have spaces', () => {
  const form = { ...formOf(shop), caches: 'npm /srv/caches/npm', logs: 'app /var/log/the shop.log' }
  expect(changeOf(shop, form)).toEqual({
    caches: [{ tool: 'npm', path: '/srv/caches/npm' }],
    logs: [{ name: 'app', path: '/var/log/the shop.log' }],
  })
})

it('sends a password only where one was typed', () => {
  const source = { name: 'orders', url: 'jdbc:postgresql://db/orders', user: 'reader' }
  const before = { ...shop, dataSources: [source] }
  const added = { name: 'stock', url: 'jdbc:postgresql://db/stock', user: 'reader', password: 'secret' }
  const form = formOf(before)
  expect(changeOf(before, { ...form, dataSources: [...form.dataSources, added] })).toEqual({ dataSources: [source, added] })
})
