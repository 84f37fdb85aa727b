import { useMutation } from '@tanstack/react-query'
import { checkRepository } from '../api/commands.ts'
import type { RepositoryCheck } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { CheckList, Verdict } from '../shared/CheckList.tsx'
import { passed } from '../shared/outcome.ts'
import { Card } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { Failure } from '../shared/States.tsx'
import { short } from '../shared/words.ts'

/** Runs setup and checks on the target branch, so that a mistake in them shows before a task meets it. */
export function TryIt({ name }: { name: string }) {
  const check = useMutation({ mutationFn: () => checkRepository(name) })
  return (
    <Card title="Do the checks work?">
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 grow text-soft">
            Sets a fresh copy of the target branch up and runs the saved checks, as the service does for a task. Nothing is changed.
          </p>
          <Button disabled={check.isPending} onClick={() => check.mutate()}>
            {check.isPending ? 'Running …' : 'Try it'}
          </Button>
        </div>
        {check.isPending && <p role="status">This takes as long as the commands do.</p>}
        {check.isError && <Failure error={check.error} />}
        {check.data && <Result result={check.data} />}
      </div>
    </Card>
  )
}

function Result({ result }: { result: RepositoryCheck }) {
  return (
    <div className="flex flex-col gap-3" role="status">
      <div className="flex flex-wrap items-center gap-2">
        <Verdict passed={passed({ outcome: result.outcome as 'VERIFIED' })} />
        <span className="text-xs text-soft">
          commit <code>{short(result.commit)}</code>
        </span>
      </div>
      <p>
        <PlainText>{result.explanation}</PlainText>
      </p>
      <CheckList checks={result.checks} />
    </div>
  )
}
