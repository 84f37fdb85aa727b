import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { verifyAudit } from '../api/commands.ts'
import { auditQuery } from '../api/queries.ts'
import { isMissingFeature } from '../api/problem.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { TextField } from '../shared/Field.tsx'
import { Page } from '../shared/Page.tsx'
import { EmptyState, Failure, Loading, Notice } from '../shared/States.tsx'
import { plural } from '../shared/words.ts'
import { AuditTable } from './AuditTable.tsx'

const names = ['taskId', 'actor', 'action'] as const
const labels = { taskId: 'Task', actor: 'Person', action: 'Action' }

export default function AuditPage() {
  const [parameters, setParameters] = useSearchParams()
  const value = (name: string) => parameters.get(name) ?? ''
  const filter = { taskId: value('taskId'), actor: value('actor'), action: value('action'), cursor: value('cursor') }
  const audit = useQuery(auditQuery(filter))
  const cursor = audit.data?.nextCursor
  return (
    <Page title="Audit" actions={!isMissingFeature(audit.error) && <Proof />}>
      <form
        role="search"
        className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[1fr_1fr_1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          setParameters(names.map((name) => [name, String(form.get(name) ?? '').trim()] as [string, string]).filter(([, text]) => text))
        }}
      >
        {names.map((name) => (
          <TextField key={name + value(name)} label={labels[name]} name={name} defaultValue={value(name)} />
        ))}
        <Button type="submit">Search</Button>
      </form>
      {audit.isError && <Failure error={audit.error} retry={() => void audit.refetch()} />}
      {audit.isPending && <Loading what="the record" />}
      {audit.data?.entries.length === 0 && (
        <EmptyState title="Nothing is on record here">
          <p>Every decision and every effect is kept, as soon as there is one.</p>
        </EmptyState>
      )}
      {audit.data && audit.data.entries.length > 0 && <AuditTable entries={audit.data.entries} />}
      {cursor && (
        <div>
          <Link className={buttonLook()} to={`?${new URLSearchParams({ ...Object.fromEntries(parameters), cursor })}`}>
            Older
          </Link>
        </div>
      )}
    </Page>
  )
}

/** Has the service prove that no entry was changed or taken out. */
function Proof() {
  const proof = useMutation({ mutationFn: verifyAudit })
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <div role="status">
        {proof.data?.valid && <Notice tone="good">The chain holds: {plural(proof.data.entries, 'entry', 'entries')}.</Notice>}
        {proof.data?.valid === false && <Notice tone="bad">The chain is broken at {proof.data.firstBroken}.</Notice>}
      </div>
      {proof.isError && <Failure error={proof.error} />}
      <Button disabled={proof.isPending} onClick={() => proof.mutate()}>
        Prove the chain
      </Button>
    </div>
  )
}
