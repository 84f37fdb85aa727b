import { describe, expect, it } from 'vitest'
import { readForm } from './newTask.ts'
import { filterOfForm, isFiltered, readSearch, searchWith } from './search.ts'

describe('the address of the list', () => {
  it('holds only what it knows', () => {
    expect(readSearch(new URLSearchParams('status=failed&q=%20cart%20&evil=1&repository='))).toEqual({ status: 'failed', q: 'cart' })
  })

  it('goes back to the first page when a filter changes', () => {
    expect(searchWith({ status: 'failed', cursor: 'abc' }, { q: 'cart' })).toBe('/tasks?status=failed&q=cart')
  })

  it('asks for whole days, and for no amount that is none', () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ from: '2026-11-20', to: '2026-11-20', minCostUsd: '0.5', maxCostUsd: '1e3' })) form.set(name, value)
    const { from = '', to = '', ...rest } = filterOfForm(form)
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000)
    expect(rest).toEqual({ q: '', createdBy: '', minCostUsd: '0.5', maxCostUsd: '' })
  })

  it('does not take the page for a filter', () => {
    expect([isFiltered({ cursor: 'abc' }), isFiltered({ q: 'a' })]).toEqual([false, true])
  })
})

describe('a new task', () => {
  const form = (fields: Record<string, string>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    return data
  }

  it('says only what was filled in', () => {
    expect(readForm(form({ task: ' Do it. ', requireApproval: 'on', repository: '', priority: 'high' }))).toEqual({
      task: 'Do it.',
      requireApproval: true,
      priority: 'high',
    })
  })

  it('reads limits and context', () => {
    expect(readForm(form({ task: 'x', timeout: '1.5', maxCostUsd: '2', maxTokens: '90000', context: 'ticket=A-1\n\nlink=a=b' }))).toEqual({
      task: 'x',
      requireApproval: false,
      timeout: 90_000,
      budget: { maxCostUsd: 2, maxTokens: 90_000 },
      context: { ticket: 'A-1', link: 'a=b' },
    })
  })

  it.each([{ timeout: '-1' }, { maxTurns: 'many' }, { context: 'no equals sign' }])('refuses %j with a sentence', (fields) => {
    expect(() => readForm(form({ task: 'x', ...fields }))).toThrow(/must be a number|name=value/)
  })
})
