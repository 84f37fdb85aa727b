import type { Diff, Reviewed } from '../api/types.ts'
import type { Review } from './useReview.ts'

/** The newest review of this person that looked at another tree than the one that waits now. */
export const lastReviewOf = (reviews: readonly Reviewed[], person: string, tree: string): Reviewed | null =>
  reviews.find((said) => said.by === person && said.tree !== null && said.tree !== tree) ?? null

/**
 * The review while only the changes since an earlier one are shown. A tick still stands for the file's whole change, and
 * no comment can name a line of the earlier tree, which is not the base that the agent knows.
 */
export function narrowed(review: Review, whole: Diff): Review {
  const full = new Map(whole.files.map((file) => [file.path, file]))
  return {
    ...review,
    stateOf: (file) => review.stateOf(full.get(file.path) ?? file),
    toggleViewed: (file) => review.toggleViewed(full.get(file.path) ?? file),
    writeAt: (place) => {
      if (place === null || !namesOldLine(place)) review.writeAt(place)
    },
  }
}

/** Places are a path and the key of a change, which begins with D for a line that was taken out. */
const namesOldLine = (place: string) => / D\d+$/.test(place)
