import { useMemo } from 'react'
import type { DiffFile } from '../api/types.ts'
import { Badge } from '../shared/Badge.tsx'
import { Button } from '../shared/Button.tsx'
import { NearWindow } from '../shared/NearWindow.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { CommentCard, CommentForm } from './Comments.tsx'
import { HunkView } from './HunkView.tsx'
import { hunksOf, pieces } from './hunks.ts'
import type { Review } from './useReview.ts'

interface Props {
  readonly file: DiffFile
  readonly index: number
  readonly current: boolean
  readonly review: Review
  readonly writable: boolean
}

export const fileId = (index: number) => `file-${index}`

const LINE = 19

export function FileView({ file, index, current, review, writable }: Props) {
  const hunks = useMemo(() => pieces(hunksOf(file)), [file])
  const viewed = review.stateOf(file) === 'viewed'
  return (
    <section
      id={fileId(index)}
      aria-label={file.path}
      className={`scroll-mt-14 overflow-clip rounded-xl border bg-surface ${current ? 'border-accent' : 'border-line'}`}
    >
      <FileHead file={file} review={review} writable={writable} />
      <FileComments file={file} review={review} />
      {!viewed && (
        <div className="diff-box border-t border-line">
          {hunks.map((hunk) => (
            <NearWindow key={`${hunk.oldStart}-${hunk.newStart}`} height={hunk.changes.length * LINE}>
              <HunkView file={file} hunk={hunk} review={review} writable={writable} />
            </NearWindow>
          ))}
          {hunks.length === 0 && <p className="p-4 text-soft">{reasonForNothing(file)}</p>}
        </div>
      )}
    </section>
  )
}

function reasonForNothing(file: DiffFile): string {
  if (file.binary) return 'A binary file; its content is not shown.'
  return file.patch === null ? 'Too large to show here; see it in the branch.' : 'No line was changed.'
}

function FileHead({ file, review, writable }: Omit<Props, 'index' | 'current'>) {
  const state = review.stateOf(file)
  return (
    <header className="flex flex-wrap items-center gap-2 px-3 py-2">
      <h3 className="min-w-0 grow basis-full font-mono sm:basis-0 text-xs font-semibold wrap-anywhere">
        {file.oldPath && file.oldPath !== file.path && (
          <span className="text-soft">
            <PlainText>{file.oldPath}</PlainText> →{' '}
          </span>
        )}
        <PlainText>{file.path}</PlainText>
      </h3>
      {file.runsCodeLater && <Badge tone="waiting">Runs code later</Badge>}
      {file.hiddenCharacters && <Badge tone="bad">Hidden characters</Badge>}
      {state === 'changed' && <Badge tone="busy">Changed since you viewed it</Badge>}
      <div className="flex grow items-center gap-2 sm:grow-0">
        <span className="text-xs whitespace-nowrap max-sm:grow">
          <span className="text-good">+{file.additions}</span> <span className="text-bad">−{file.deletions}</span>
        </span>
        {writable && (
          <Button kind="ghost" onClick={() => review.writeAt(file.path)}>
            Comment
          </Button>
        )}
        <label className="flex items-center gap-1.5 text-xs">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={state === 'viewed'}
            onChange={() => review.toggleViewed(file)}
          />
          Viewed
        </label>
      </div>
    </header>
  )
}

function FileComments({ file, review }: { file: DiffFile; review: Review }) {
  const own = review.comments.filter((comment) => comment.path === file.path && comment.line === null)
  const writing = review.writingAt === file.path
  if (own.length === 0 && !writing) return null
  return (
    <div className="flex flex-col gap-2 border-t border-line bg-page p-3">
      {own.map((comment) => (
        <CommentCard key={comment.id} comment={comment} onRemove={() => review.remove(comment.id)} />
      ))}
      {writing && (
        <CommentForm
          label="Comment on the file"
          words={review.wordsAt(file.path)}
          firstLine={null}
          onClose={() => review.writeAt(null)}
          onAdd={(text) => review.add({ path: file.path, side: 'new', line: null, lastLine: null, code: '', text })}
        />
      )}
    </div>
  )
}
