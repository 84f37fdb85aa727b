import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signOut } from '../api/commands.ts'

/** Ends the session; the console forgets it even when the service does not answer. */
export function useSignOut(): () => void {
  const client = useQueryClient()
  const leave = useMutation({
    mutationFn: signOut,
    onSettled: () => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
      client.setQueryData(['session'], null)
    },
  })
  return () => leave.mutate()
}
