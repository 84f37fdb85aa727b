import { useEffect, useId, useRef, type ReactNode } from 'react'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly wide?: boolean
}

/** A modal dialog while it is rendered. The browser traps focus, makes the rest inert and closes on Escape. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Else the browser closes it the second time, whatever this page wants.
        event.preventDefault()
        onClose()
      }}
      className={`m-auto mt-[12vh] w-[calc(100%-2rem)] rounded-xl border border-line bg-surface p-0 text-ink shadow-xl
        ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
    >
      <div className="flex flex-col gap-4 p-5">
        <h2 id={heading} className="text-base font-semibold">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  )
}
