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
