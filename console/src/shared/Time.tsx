import { useSyncExternalStore } from 'react'
import { ago, instantText } from './words.ts'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  now = Date.now()
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 10_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** Now, renewed every ten seconds. */
export const useNow = () => useSyncExternalStore(subscribe, () => now)

export function Ago({ at }: { at: string }) {
  const present = useNow()
  return (
    <time dateTime={at} title={instantText(at)}>
      {ago(at, present)}
    </time>
  )
}
