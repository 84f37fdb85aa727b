import type { Task } from '../api/types.ts'
import { PlainText } from './PlainText.tsx'

type Pull = NonNullable<Task['pullRequest']>

const STATES: Record<Pull['state'], string> = {
  planned: 'not open yet',
  open: 'open',
  closed: 'closed',
  merged: 'merged',
}

/** A link to where the change is on its host; only https addresses lead anywhere. */
export function PullRequestLink({ pull }: { pull: Pull }) {
  const name = pull.number === null ? 'not opened' : `#${pull.number}`
  return (
    <>
      {pull.url?.startsWith('https://') ? (
        <a className="text-accent underline" href={pull.url} target="_blank" rel="noreferrer">
          Pull request {name}
        </a>
      ) : (
        <span>Pull request {name}</span>
      )}
      <span className="text-soft">, {STATES[pull.state]}</span>
      {pull.problem && (
        <span className="block text-xs text-soft wrap-anywhere">
          <PlainText>{pull.problem}</PlainText>
        </span>
      )}
    </>
  )
}
