import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { signInWithCode, signInWithToken } from '../api/commands.ts'
import { ApiError, sentenceFor } from '../api/problem.ts'
import { Button } from '../shared/Button.tsx'
import { TextField } from '../shared/Field.tsx'
import { paths } from '../shared/paths.ts'
import { Command, Notice } from '../shared/States.tsx'
import { codeIn, reasonSentence, targetAfter } from './arrival.ts'

export function SignInPage() {
  const location = useLocation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [token, setToken] = useState('')
  const enter = useMutation({
    mutationFn: (way: { code: string } | { token: string }) =>
      'code' in way ? signInWithCode(way.code) : signInWithToken(way.token),
    onSuccess: (session) => {
      client.clear()
      client.setQueryData(['session'], session)
      void navigate(targetAfter(location.state), { replace: true })
    },
  })
  const code = codeIn(location.hash)
  const { mutate } = enter
  useEffect(() => {
    if (!code) return
    // Out of the address before anything else: the code must not stay in the history.
    window.history.replaceState(window.history.state, '', paths.signIn())
    mutate({ code })
  }, [code, mutate])
  const reason = reasonSentence(location.state)
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-5 p-6">
      <title>Sign in · Journeyman</title>
      <div className="flex items-center gap-3">
        <img src="/mark.svg" alt="" width={36} height={36} />
        <h1 className="text-xl font-semibold">Sign in to Journeyman</h1>
      </div>
      {reason && !enter.isError && <Notice tone="waiting">{reason}</Notice>}
      {enter.isError && <Notice tone="bad">{signInSentence(enter.error)}</Notice>}
      <form
        className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-5"
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate({ token: token.trim() })
        }}
      >
        <TextField
          label="Token"
          hint="An admin's token. It is swapped for a session and not kept in the browser."
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <Button kind="main" type="submit" disabled={enter.isPending || token.trim() === ''}>
          {enter.isPending ? 'Signing in …' : 'Sign in'}
        </Button>
      </form>
      <div className="flex flex-col gap-2 text-soft">
        <p>On the machine that runs the service, this command prints a token:</p>
        <Command>./journeyman token</Command>
      </div>
    </main>
  )
}

function signInSentence(error: unknown): string {
  const status = error instanceof ApiError ? error.status : 0
  if (status === 401) return 'That token or link is not valid, or no longer. Make a new one and try again.'
  if (status === 403) return 'That token is valid, but not an admin’s. Ask for one with the role admin.'
  return sentenceFor(error)
}
