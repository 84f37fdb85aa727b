import { useQuery } from '@tanstack/react-query'
import { sessionQuery, tasksQuery } from './queries.ts'

/** How many tasks wait for an approval. */
export function useWaiting(): number {
  const signedIn = useQuery({ ...sessionQuery, enabled: false }).data
  const waiting = useQuery({ ...tasksQuery({ status: 'pending_approval' }), enabled: Boolean(signedIn) })
  return waiting.data?.pagination.total ?? 0
}
