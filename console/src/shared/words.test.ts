import { describe, expect, it } from 'vitest'
import { ago, cost, duration, percent, plural, tokens } from './words.ts'
import { remaining } from './Progress.tsx'

describe('words for numbers', () => {
  it('says durations as a person would', () => {
    expect([12, 900, 1_000, 59_400, 60_000, 95_000, 3_600_000, 5_400_000].map(duration)).toEqual([
      '12 ms', '900 ms', '1 s', '59 s', '1 min', '1 min 35 s', '1 h', '1 h 30 min',
    ])
  })

  it('does not call an unknown cost nothing', () => {
    expect([null, 0, 0.004, 1.5].map(cost)).toEqual(['cost unknown', '$0.00', '< $0.01', '$1.50'])
  })

  it('shortens tokens', () => {
    expect([999, 18_400, 2_412_000].map(tokens)).toEqual(['999', '18.4k', '2.41M'])
  })

  it('tells how long ago something was', () => {
    const at = '2026-01-01T00:00:00Z'
    const after = (minutes: number) => ago(at, Date.parse(at) + minutes * 60_000)
    expect([0, 5, 90, 60 * 50].map(after)).toEqual(['just now', '5 min ago', '2 h ago', '2 d ago'])
  })

  it('gives the rest as a range, and nothing when it is unknown', () => {
    expect([null, 20, 190, 1_200].map(remaining)).toEqual([null, 'under 1 min left', '2 to 5 min left', '15 to 28 min left'])
  })

  it('counts', () => {
    expect([plural(1, 'entry', 'entries'), plural(2, 'entry', 'entries'), percent(null), percent(0.666)]).toEqual([
      '1 entry', '2 entries', '–', '67%',
    ])
  })
})
