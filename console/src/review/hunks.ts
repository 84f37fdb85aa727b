import { parseDiff, type ChangeData, type HunkData } from 'react-diff-view'
import type { DiffFile } from '../api/types.ts'

export type Side = 'old' | 'new'

/** The hunks of a file's patch, which may come with or without git's own header. */
export function hunksOf(file: DiffFile): readonly HunkData[] {
  if (!file.patch) return []
  const at = file.patch.indexOf('@@')
  if (at < 0) return []
  const body = file.patch.startsWith('@@') ? file.patch : file.patch.slice(file.patch.indexOf('\n@@') + 1)
  return parseDiff(`diff --git a/file b/file\n--- a/file\n+++ b/file\n${body}`)[0]?.hunks ?? []
}

const LARGEST = 50

/** Cuts long hunks, so that only what is near the window has to be laid out. */
export function pieces(hunks: readonly HunkData[]): readonly HunkData[] {
  return hunks.flatMap((hunk) => cut(hunk))
}

function cut(hunk: HunkData): HunkData[] {
  if (hunk.changes.length <= LARGEST) return [hunk]
  const parts: HunkData[] = []
  let from = 0
  while (from < hunk.changes.length) {
    const to = end(hunk.changes, from)
    const changes = hunk.changes.slice(from, to)
    const oldLines = changes.filter((change) => change.type !== 'insert').length
    const newLines = changes.filter((change) => change.type !== 'delete').length
    parts.push({
      ...hunk,
      content: from === 0 ? hunk.content : '',
      changes,
      oldStart: lineOf(changes, 'old') ?? hunk.oldStart,
      newStart: lineOf(changes, 'new') ?? hunk.newStart,
      oldLines,
      newLines,
    })
    from = to
  }
  return parts
}

/** Before an unchanged line if there is one in reach, so that changed pairs stay together. */
function end(changes: readonly ChangeData[], from: number): number {
  const most = Math.min(changes.length, from + LARGEST)
  if (most === changes.length) return most
  for (let at = most; at > from + LARGEST / 2; at--) if (changes[at]?.type === 'normal') return at
  return most
}

function lineOf(changes: readonly ChangeData[], side: Side): number | null {
  for (const change of changes) {
    const line = lineNumber(change, side)
    if (line !== null) return line
  }
  return null
}

export function lineNumber(change: ChangeData, side: Side): number | null {
  if (change.type === 'normal') return side === 'old' ? change.oldLineNumber : change.newLineNumber
  if (change.type === 'insert') return side === 'new' ? change.lineNumber : null
  return side === 'old' ? change.lineNumber : null
}

/** The side on which a comment on this line belongs. */
export const sideOf = (change: ChangeData): Side => (change.type === 'delete' ? 'old' : 'new')
