import type { ReactNode } from 'react'
import { isMissingFeature, sentenceFor } from '../api/problem.ts'
import { Button } from './Button.tsx'

/** What a screen without content says: why, and the exact command or way on. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-xl border border-dashed border-line px-6 py-12 text-center">
      <p className="font-semibold">{title}</p>
      {children && <div className="flex max-w-prose flex-col items-center gap-3 text-soft">{children}</div>}
    </div>
  )
}

export function Command({ children }: { children: string }) {
  return (
    <code className="max-w-full overflow-x-auto rounded-md bg-sunken px-3 py-1.5 text-left font-mono text-xs text-ink">
      {children}
    </code>
  )
}

export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="py-10 text-center text-soft">
      Loading {what} …
    </p>
  )
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  if (isMissingFeature(error)) {
    return (
      <EmptyState title="Not available in this version">
        <p>The service this console belongs to does not offer this part yet.</p>
      </EmptyState>
    )
  }
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-lg bg-bad-pale px-4 py-3 text-bad">
      <span className="min-w-0 grow">{sentenceFor(error)}</span>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  )
}

/** What a query that was asked for something tells of it. */
interface Asked {
  readonly data: unknown
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => Promise<unknown>
}

/**
 * Stands where something is to come: that it loads, or why it did not come. Nothing once it is there: when asking for it
 * again fails, what came before stays, and with it what a person is doing there.
 */
export function Missing({ of: asked, what }: { of: Asked; what: string }) {
  if (asked.data !== undefined) return null
  return asked.isError ? <Failure error={asked.error} retry={() => void asked.refetch()} /> : <Loading what={what} />
}

export function Notice({ tone, children }: { tone: 'waiting' | 'bad' | 'good' | 'busy' | 'quiet'; children: ReactNode }) {
  const looks = {
    waiting: 'bg-waiting-pale text-waiting',
    bad: 'bg-bad-pale text-bad',
    good: 'bg-good-pale text-good',
    busy: 'bg-busy-pale text-busy',
    quiet: 'border border-line bg-surface',
  }
  return <div className={`flex flex-col gap-2 rounded-lg px-4 py-3 ${looks[tone]}`}>{children}</div>
}
