import { describe, expect, it } from 'vitest'
import { hasHidden, pieces } from './hidden.ts'

describe('hidden characters', () => {
  it('stand alone with their code point', () => {
    expect(pieces('a\u202Eb')).toEqual([
      { text: 'a', hidden: false },
      { text: 'U+202E', hidden: true },
      { text: 'b', hidden: false },
    ])
  })

  it.each(['\u200B', '\u2066', '\u00AD', '\uFEFF', '\u0007', '\u001B', '\r', '\u00A0', '\u{E0041}', '\u3164'])(
    'count %j as hidden',
    (character) => expect(hasHidden(`x${character}y`)).toBe(true),
  )

  it.each(['plain', 'tab\tand\nline', 'Ümläute 日本語 🙂 – “quotes”'])('leave %j alone', (text) =>
    expect(pieces(text)).toEqual([{ text, hidden: false }]),
  )

  it('answers the same when asked twice', () => {
    expect([hasHidden('a\u202E'), hasHidden('a\u202E')]).toEqual([true, true])
  })
})
