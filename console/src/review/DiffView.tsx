import { useState, type ReactNode } from 'react'
import { may } from '../api/may.ts'
import type { Diff, Task } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { EmptyState } from '../shared/States.tsx'
import { useKeys } from '../shared/useKeys.ts'
import { Earlier } from './Earlier.tsx'
import { Evidence } from './Evidence.tsx'
import { FileTree } from './FileTree.tsx'
import { fileId, FileView } from './FileView.tsx'
import type { Review } from './useReview.ts'
import 'react-diff-view/style/index.css'
import './diff.css'

interface Props {
  readonly task: Task
  readonly diff: Diff
  readonly review: Review
  /** What chooses which changes are shown, if there is a choice. */
  readonly extent: ReactNode
}

export function DiffView({ task, diff, review, extent }: Props) {
  const [current, setCurrent] = useState(0)
  const writable = may.review(task)
  const choose = (index: number) => {
    const next = Math.max(0, Math.min(diff.files.length - 1, index))
    setCurrent(next)
    document.getElementById(fileId(next))?.scrollIntoView({ block: 'start' })
  }
  const file = diff.files[current]
  useKeys({
    n: () => choose(current + 1),
    p: () => choose(current - 1),
    j: () => window.scrollBy({ top: 120 }),
    k: () => window.scrollBy({ top: -120 }),
    s: () => review.toggleSplit(),
    v: () => {
      if (!file) return
      const next = review.stateOf(file) === 'viewed' ? current : current + 1
      review.toggleViewed(file)
      choose(next)
    },
    c: () => {
      if (file && writable) review.writeAt(file.path)
    },
  })
  return (
    <div className="flex flex-col items-stretch gap-5 lg:grid lg:items-start lg:grid-cols-[18rem_minmax(0,1fr)]">
      <aside aria-label="Files and evidence" className="min-w-0 flex-col gap-4 max-lg:contents lg:flex lg:sticky lg:top-14 lg:max-h-[calc(100dvh-4.5rem)] lg:overflow-y-auto">
        <FileTree files={diff.files} current={current} review={review} onChoose={choose} />
        <div className="max-lg:order-last">
          <Evidence task={task} tree={diff.tree} />
        </div>
        <div className="max-lg:order-last">
          <Earlier task={task} />
        </div>
      </aside>
      <div className="flex min-w-0 flex-col gap-4">
        <div className={`flex-wrap items-center gap-2 ${extent ? 'flex' : 'hidden sm:flex'}`}>
          {extent}
          <span className="ml-auto hidden sm:block">
            <Button aria-pressed={review.split} onClick={review.toggleSplit}>
              {review.split ? 'Show unified' : 'Show split'}
            </Button>
          </span>
        </div>
        {diff.files.length === 0 && <EmptyState title="No file was changed" />}
        {diff.files.map((each, index) => (
          <FileView
            key={each.path}
            file={each}
            index={index}
            current={index === current}
            review={review}
            writable={writable}
          />
        ))}
      </div>
    </div>
  )
}
