import type { ReactNode } from 'react'
import { useWaiting } from '../api/useWaiting.ts'

interface PageProps {
  readonly title: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly tab?: string
}

/** The frame of a screen: a heading, what one can do, the content. `tab` names it in the browser's tab. */
export function Page({ title, actions, children, tab }: PageProps) {
  const name = tab ?? (typeof title === 'string' ? title : '')
  const waiting = useWaiting()
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 p-4 md:p-6">
      {name && <title>{`${waiting > 0 ? `(${waiting}) ` : ''}${name} · Journeyman`}</title>}
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 grow text-xl font-semibold wrap-anywhere">{title}</h1>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export function Card({ title, id, children }: { title?: string; id?: string; children: ReactNode }) {
  return (
    <section id={id} className="scroll-mt-16 rounded-xl border border-line bg-surface p-4">
      {title && <h2 className="mb-3 font-semibold">{title}</h2>}
      {children}
    </section>
  )
}
