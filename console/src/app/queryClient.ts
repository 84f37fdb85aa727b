import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isSignedOut } from '../api/problem.ts'

/** A 401 anywhere ends the session on this page; the guard then shows the sign-in. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) client.setQueryData(['session'], null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, error) => isTransient(error) && failures < 3 },
    },
  })
  return client
}

const isTransient = (error: unknown) => !(error instanceof ApiError) || error.status === 0 || error.status >= 502
