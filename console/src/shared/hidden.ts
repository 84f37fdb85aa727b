/**
 * Characters a reader does not see but a compiler or a person may be fooled by: controls, zero width, bidirectional
 * overrides, tags, variation selectors, odd spaces. Tab and line ends are ordinary.
 */
const hidden =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00A0\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu

export const hasHidden = (text: string): boolean => text.search(hidden) >= 0

export interface Piece {
  readonly text: string
  readonly hidden: boolean
}

/** Splits a text so that hidden characters stand alone, written as `U+202E`. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(hidden)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), hidden: false })
    const code = match[0].codePointAt(0) ?? 0
    found.push({ text: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, hidden: true })
    from = match.index + match[0].length
  }
  if (from < text.length) found.push({ text: text.slice(from), hidden: false })
  return found
}
