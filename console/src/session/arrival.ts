/** Where the guard found someone without a session, and why. */
interface Arrival {
  readonly from?: string
  readonly reason?: 'over' | 'none'
}

const read = (state: unknown): Arrival => (typeof state === 'object' && state !== null ? state : {})

/** The one-use code of a sign-in link `/signin#CODE`. */
export function codeIn(hash: string): string | null {
  const code = hash.replace(/^#/, '')
  return code === '' ? null : decodeURIComponent(code)
}

export const reasonSentence = (state: unknown): string | null =>
  read(state).reason === 'over' ? 'Your session is over. Sign in to go on where you were.' : null

/** The page to go to after signing in: never another host. */
export function targetAfter(state: unknown): string {
  const from = read(state).from
  return from?.startsWith('/') && !from.startsWith('//') && !from.startsWith('/signin') ? from : '/'
}
