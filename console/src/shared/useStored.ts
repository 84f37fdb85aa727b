import { useState } from 'react'

/** State that outlives a reload of this browser's page; kept nowhere when the browser allows no storage. */
export function useStored<T>(key: string, initial: T): readonly [T, (next: T) => void] {
  const [state, setState] = useState<{ key: string; value: T }>(() => ({ key, value: read(key, initial) }))
  const value = state.key === key ? state.value : read(key, initial)
  return [
    value,
    (next) => {
      setState({ key, value: next })
      try {
        if (next === null || next === '') localStorage.removeItem(key)
        else localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // Full or closed storage costs the memory of a draft, not the draft.
      }
    },
  ]
}

function read<T>(key: string, initial: T): T {
  try {
    const kept = localStorage.getItem(key)
    return kept === null ? initial : (JSON.parse(kept) as T)
  } catch {
    return initial
  }
}
