import { useEffect, useEffectEvent } from 'react'

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const typing = 'input, textarea, select, [contenteditable=true]'

/** Single keys (`j`, `?`) and `mod+k`; while someone types or a dialog is open only keys with `mod` count. */
export function useKeys(keys: Keys): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const mod = event.metaKey || event.ctrlKey
    if (event.altKey || event.defaultPrevented) return
    const busy = event.target instanceof Element && event.target.closest(typing) !== null
    if (!mod && (busy || document.querySelector('dialog[open]'))) return
    const action = keys[mod ? `mod+${event.key.toLowerCase()}` : event.key]
    if (!action) return
    event.preventDefault()
    action(event)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
