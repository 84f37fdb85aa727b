import { startTransition, useEffect, useState } from 'react'
import type { HunkData } from 'react-diff-view'
import { highlight, type ColouredLine } from './highlight.ts'
import { languageOf } from './languageOf.ts'
import { linesOf, type Sides } from './tokens.ts'

/** The colours of a hunk once the worker has them; null before, and for languages that are shown plain. */
export function useColours(path: string, hunk: HunkData): Sides<readonly ColouredLine[]> | null {
  const [coloured, setColoured] = useState<Sides<readonly ColouredLine[]> | null>(null)
  useEffect(() => {
    const language = languageOf(path)
    if (!language) return
    let wanted = true
    void Promise.all([highlight(language, linesOf(hunk, 'old')), highlight(language, linesOf(hunk, 'new'))]).then(
      ([before, after]) => wanted && startTransition(() => setColoured({ old: before, new: after })),
    )
    return () => {
      wanted = false
    }
  }, [path, hunk])
  return coloured
}
