import type { DiffFile, ReviewComment, ReviewRequest } from '../api/types.ts'

/** A comment that is not sent yet. `line` null is a comment on the whole file; `code` is the line it was written at. */
export interface DraftComment {
  readonly id: string
  readonly path: string
  readonly side: 'old' | 'new'
  readonly line: number | null
  readonly lastLine: number | null
  readonly code: string
  readonly text: string
}

/** One batch for the agent, with the tree it was written for, and each comment with the code it speaks of. */
export function reviewOf(
  verdict: ReviewRequest['verdict'],
  tree: string,
  summary: string,
  comments: readonly DraftComment[],
): ReviewRequest {
  return {
    verdict,
    tree,
    ...(summary.trim() ? { summary: summary.trim() } : {}),
    ...(comments.length > 0 ? { comments: comments.map(commentOf) } : {}),
  }
}

function commentOf(draft: DraftComment): ReviewComment {
  const range = draft.lastLine !== null && draft.lastLine !== draft.line ? `Lines ${draft.line} to ${draft.lastLine}: ` : ''
  const code = draft.code.trim() ? `\n\n> ${draft.code.trim().split('\n').join('\n> ')}` : ''
  return {
    path: draft.path,
    text: `${range}${draft.text.trim()}${code}`.slice(0, 20_000),
    ...(draft.line === null ? {} : { side: draft.side, line: draft.line }),
  }
}

export type Viewed = Readonly<Record<string, string>>

/** What a tick stands for: this path with exactly this patch. */
export function fingerprint(file: DiffFile): string {
  let hash = 5381
  for (const letter of file.patch ?? file.status) hash = ((hash * 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0
  return `${hash.toString(36)}-${file.patch?.length ?? 0}`
}

/** `changed`: it was viewed in an earlier round, and is another patch now. */
export function viewState(viewed: Viewed, file: DiffFile): 'new' | 'viewed' | 'changed' {
  const ticked = viewed[file.path]
  if (ticked === undefined) return 'new'
  return ticked === fingerprint(file) ? 'viewed' : 'changed'
}
