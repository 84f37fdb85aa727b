import type { ComponentProps } from 'react'

type Kind = 'main' | 'plain' | 'danger' | 'ghost'

const looks: Readonly<Record<Kind, string>> = {
  main: 'bg-accent text-on-accent border-transparent hover:opacity-90',
  plain: 'bg-surface text-ink border-edge hover:bg-sunken',
  danger: 'bg-surface text-bad border-bad hover:bg-bad-pale',
  ghost: 'text-ink border-transparent hover:bg-sunken',
}

export const buttonLook = (kind: Kind = 'plain') =>
  `inline-flex min-h-9 items-center justify-center gap-1.5 rounded-md border px-3 py-1 text-sm font-medium no-underline
   whitespace-nowrap disabled:opacity-55 ${looks[kind]}`

export function Button({ kind = 'plain', className = '', ...rest }: ComponentProps<'button'> & { kind?: Kind }) {
  return <button type="button" className={`${buttonLook(kind)} ${className}`} {...rest} />
}
