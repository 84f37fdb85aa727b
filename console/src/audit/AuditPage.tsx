import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { verifyAudit } from '../api/commands.ts'
import { auditQuery } from '../api/queries.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { EmptyState, Failure, Loading, Notice } from '../shared/States.tsx'
import { AuditTable } from './AuditTable.tsx'

export default function AuditPage() {
  const [parameters] = useSearchParams()
  const audit = useQuery(auditQuery(parameters.get('cursor') ?? ''))
  const cursor = audit.data?.nextCursor
  return (
    <Page title="Audit" actions={audit.data && <Proof />}>
      {audit.isError && <Failure error={audit.error} retry={() => void audit.refetch()} />}
      {audit.isPending && <Loading what="the record" />}
      {audit.data?.entries.length === 0 && (
        <EmptyState title="Nothing is on record yet">
          <p>Every decision and every effect is kept, as soon as there is one.</p>
        </EmptyState>
      )}
      {audit.data && audit.data.entries.length > 0 && <AuditTable entries={audit.data.entries} />}
      <div className="flex justify-between">
        {parameters.has('cursor') ? (
          <Link className={buttonLook()} to={paths.audit()}>
            Newest
          </Link>
        ) : (
          <span />
        )}
        {cursor && (
          <Link className={buttonLook()} to={paths.audit({ cursor })}>
            Older
          </Link>
        )}
      </div>
    </Page>
  )
}

/** Has the service prove that no entry was changed or taken out. */
function Proof() {
  const proof = useMutation({ mutationFn: verifyAudit })
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <div role="status">
        {proof.data?.valid && <Notice tone="good">The chain holds.</Notice>}
        {proof.data?.valid === false && <Notice tone="bad">The chain is broken at entry {proof.data.firstBroken}.</Notice>}
      </div>
      {proof.isError && <Failure error={proof.error} />}
      <Button disabled={proof.isPending} onClick={() => proof.mutate()}>
        Prove the chain
      </Button>
    </div>
  )
}
