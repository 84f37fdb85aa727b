import type { HunkData, HunkTokens, TokenNode } from 'react-diff-view'
import { hasHidden, pieces } from '../shared/hidden.ts'
import type { ColouredLine } from './highlight.ts'
import { lineNumber, type Side } from './hunks.ts'

export interface Sides<T> {
  readonly old: T
  readonly new: T
}

export const linesOf = (hunk: HunkData, side: Side): readonly string[] =>
  hunk.changes.filter((change) => lineNumber(change, side) !== null).map((change) => change.content)

/**
 * What the diff shows for each line: the coloured runs where there are any, and every hidden character written out.
 * Null when neither is needed.
 */
export function tokensOf(hunk: HunkData, coloured: Sides<readonly ColouredLine[]> | null): HunkTokens | null {
  if (!coloured && !hunk.changes.some((change) => hasHidden(change.content))) return null
  return { old: side(hunk, 'old', coloured?.old ?? []), new: side(hunk, 'new', coloured?.new ?? []) }
}

function side(hunk: HunkData, which: Side, coloured: readonly ColouredLine[]): TokenNode[][] {
  const lines: TokenNode[][] = []
  let index = 0
  for (const change of hunk.changes) {
    const number = lineNumber(change, which)
    if (number === null) continue
    const runs = coloured[index++] ?? [['', change.content] as const]
    lines[number - 1] = runs.flatMap(([className, text]) => nodes(className, text))
  }
  return lines
}

function nodes(className: string, text: string): TokenNode[] {
  return pieces(text).map((piece) => {
    if (piece.hidden) return { type: 'hidden', className: 'hidden-character', value: piece.text }
    return className === '' ? { type: 'text', value: piece.text } : { type: 'run', className: `t-${className}`, value: piece.text }
  })
}
