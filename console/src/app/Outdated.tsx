import { notifyManager, useQueryClient, type Query } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { sentenceFor } from '../api/problem.ts'
import { Button } from '../shared/Button.tsx'

/** What came before is still shown, as asking for it again failed. */
const isOutdated = ({ state }: Query) => state.status === 'error' && state.data !== undefined && state.data !== null

const outdated = { type: 'active', predicate: isOutdated } as const

/** Screens keep what they show when it cannot be had anew; this says so, in one place and out of the way. */
export function Outdated() {
  const client = useQueryClient()
  const cache = client.getQueryCache()
  const error = useSyncExternalStore(
    useCallback((changed) => cache.subscribe(notifyManager.batchCalls(changed)), [cache]),
    () => cache.findAll(outdated)[0]?.state.error ?? null,
  )
  return (
    <div role="status" className="fixed inset-x-4 bottom-18 z-20 sm:left-auto sm:max-w-md md:bottom-4">
      {error && (
        <div className="flex items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-lg">
          <span className="min-w-0 grow wrap-anywhere">What you see may be out of date. {sentenceFor(error)}</span>
          <Button onClick={() => void client.refetchQueries(outdated)}>Try again</Button>
        </div>
      )}
    </div>
  )
}
