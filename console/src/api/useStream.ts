import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { follow, type StreamMessage, type StreamState } from './stream.ts'

/** Follows a stream for as long as the component shows; `path` null follows nothing. */
export function useStream(path: string | null, onMessage: (message: StreamMessage) => void): StreamState {
  const client = useQueryClient()
  const [state, setState] = useState<StreamState>('connecting')
  const message = useEffectEvent(onMessage)
  useEffect(() => {
    if (path === null) return
    const abort = new AbortController()
    void follow(
      path,
      { message: (next) => message(next), state: setState, signedOut: () => client.setQueryData(['session'], null) },
      abort.signal,
    )
    return () => abort.abort()
  }, [path, client])
  return state
}
