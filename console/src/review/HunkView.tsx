import { useMemo, type ReactNode } from 'react'
import { Diff, getChangeKey, Hunk, type ChangeData, type DiffType, type HunkData } from 'react-diff-view'
import type { DiffFile } from '../api/types.ts'
import { CommentCard, CommentForm } from './Comments.tsx'
import { lineNumber, sideOf } from './hunks.ts'
import { tokensOf } from './tokens.ts'
import { useColours } from './useColours.ts'
import type { Review } from './useReview.ts'

interface Props {
  readonly file: DiffFile
  readonly hunk: HunkData
  readonly review: Review
  readonly writable: boolean
}

const types: Readonly<Record<DiffFile['status'], DiffType>> = {
  added: 'add',
  modified: 'modify',
  deleted: 'delete',
  renamed: 'rename',
  copied: 'copy',
  type_changed: 'modify',
}

export function HunkView({ file, hunk, review, writable }: Props) {
  const coloured = useColours(file.path, hunk)
  const tokens = useMemo(() => tokensOf(hunk, coloured), [hunk, coloured])
  const write = ({ change }: { change: ChangeData | null }) => {
    if (writable && change) review.writeAt(placeOf(file.path, change))
  }
  return (
    <>
      {hunk.content && (
        <p className="truncate bg-sunken px-3 py-0.5 font-mono text-xs text-soft" title={hunk.content}>
          {hunk.content}
        </p>
      )}
      <Diff
        viewType={review.split ? 'split' : 'unified'}
        diffType={types[file.status]}
        hunks={[hunk]}
        tokens={tokens}
        widgets={widgetsOf(file, hunk, review)}
        gutterEvents={{ onClick: write }}
        renderGutter={({ renderDefault }) => renderDefault()}
      >
        {(hunks) => hunks.map((each) => <Hunk key={`${each.oldStart}-${each.newStart}`} hunk={each} />)}
      </Diff>
    </>
  )
}

const placeOf = (path: string, change: ChangeData) => `${path} ${getChangeKey(change)}`

function widgetsOf(file: DiffFile, hunk: HunkData, review: Review): Record<string, ReactNode> {
  const widgets: Record<string, ReactNode> = {}
  for (const change of hunk.changes) {
    const side = sideOf(change)
    const line = lineNumber(change, side)
    const here = review.comments.filter((c) => c.path === file.path && c.side === side && c.line === line)
    const writing = review.writingAt === placeOf(file.path, change)
    if (here.length === 0 && !writing) continue
    widgets[getChangeKey(change)] = (
      <div className="flex flex-col gap-2 border-y border-line bg-page p-3 font-sans whitespace-normal">
        {here.map((comment) => (
          <CommentCard key={comment.id} comment={comment} onRemove={() => review.remove(comment.id)} />
        ))}
        {writing && (
          <CommentForm
            label={`Comment on line ${line ?? ''}`}
            words={review.wordsAt(`${file.path} ${side} ${line}`)}
            onClose={() => review.writeAt(null)}
            onAdd={(text, lastLine) =>
              review.add({ path: file.path, side, line, lastLine, text, code: codeOf(hunk, side, line, lastLine) })
            }
            firstLine={line}
          />
        )}
      </div>
    )
  }
  return widgets
}

function codeOf(hunk: HunkData, side: 'old' | 'new', from: number | null, to: number | null): string {
  return hunk.changes
    .filter((change) => {
      const line = lineNumber(change, side)
      return line !== null && from !== null && line >= from && line <= (to ?? from)
    })
    .map((change) => change.content)
    .join('\n')
}
