import { useId, type ComponentProps, type ReactNode } from 'react'

const box =
  'w-full min-h-9 rounded-md border border-edge bg-surface px-2.5 py-1.5 text-sm text-ink placeholder:text-soft disabled:opacity-55'

interface Labelled {
  readonly label: string
  readonly hint?: ReactNode
  readonly hideLabel?: boolean
}

function Label({ id, label, hint, hideLabel }: Labelled & { id: string }) {
  return (
    <>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-soft">
          {hint}
        </p>
      )}
    </>
  )
}

export function TextField({ label, hint, hideLabel, className = '', ...rest }: ComponentProps<'input'> & Labelled) {
  const id = useId()
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <Label id={id} label={label} hint={hint} hideLabel={hideLabel ?? false} />
      <input id={id} aria-describedby={hint ? `${id}-hint` : undefined} className={box} {...rest} />
    </div>
  )
}

export function TextArea({ label, hint, hideLabel, className = '', ...rest }: ComponentProps<'textarea'> & Labelled) {
  const id = useId()
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <Label id={id} label={label} hint={hint} hideLabel={hideLabel ?? false} />
      <textarea id={id} aria-describedby={hint ? `${id}-hint` : undefined} className={box} {...rest} />
    </div>
  )
}

export function Choice({ label, hint, hideLabel, className = '', ...rest }: ComponentProps<'select'> & Labelled) {
  const id = useId()
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <Label id={id} label={label} hint={hint} hideLabel={hideLabel ?? false} />
      <select id={id} aria-describedby={hint ? `${id}-hint` : undefined} className={box} {...rest} />
    </div>
  )
}

export function Check({ label, className = '', ...rest }: Omit<ComponentProps<'input'>, 'type'> & { label: string }) {
  return (
    <label className={`flex items-center gap-2 ${className}`}>
      <input type="checkbox" className="size-4 shrink-0 accent-accent" {...rest} />
      {label}
    </label>
  )
}
