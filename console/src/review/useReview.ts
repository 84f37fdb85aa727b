import type { Diff, DiffFile } from '../api/types.ts'
import { useStored } from '../shared/useStored.ts'
import { fingerprint, viewState, type DraftComment, type Viewed } from './draft.ts'

export interface Review {
  readonly comments: readonly DraftComment[]
  readonly writingAt: string | null
  readonly split: boolean
  add(comment: Omit<DraftComment, 'id'>): void
  remove(id: string): void
  clear(): void
  writeAt(place: string | null): void
  /** The name under which a half-written comment on this place is kept. */
  wordsAt(place: string): string
  toggleSplit(): void
  stateOf(file: DiffFile): 'new' | 'viewed' | 'changed'
  toggleViewed(file: DiffFile): void
}

/** What a reviewer has done so far on this browser; a reload loses none of it. */
export function useReview(taskId: string, diff: Diff): Review {
  const [comments, setComments] = useStored<readonly DraftComment[]>(`comments:${taskId}:${diff.tree}`, [])
  const [viewed, setViewed] = useStored<Viewed>(`viewed:${taskId}`, {})
  const [split, setSplit] = useStored('split', window.matchMedia('(min-width: 1500px)').matches)
  const [writingAt, writeAt] = useStored<string | null>(`writing:${taskId}`, null)
  return {
    comments,
    writingAt,
    split,
    writeAt,
    wordsAt: (place) => `words:${taskId}:${place}`,
    add: (comment) => {
      setComments([...comments, { ...comment, id: crypto.randomUUID?.() ?? `${Date.now()}-${comments.length}` }])
      writeAt(null)
    },
    remove: (id) => setComments(comments.filter((comment) => comment.id !== id)),
    clear: () => setComments([]),
    toggleSplit: () => setSplit(!split),
    stateOf: (file) => viewState(viewed, file),
    toggleViewed: (file) => {
      const { [file.path]: _, ...others } = viewed
      setViewed(viewState(viewed, file) === 'viewed' ? others : { ...others, [file.path]: fingerprint(file) })
    },
  }
}
