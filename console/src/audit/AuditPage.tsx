import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { verifyAudit } from '../api/commands.ts'
import { auditExportPath, auditQuery } from '../api/oversight.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { EmptyState, Failure, Missing, Notice } from '../shared/States.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'
import { readSearch } from './search.ts'

export default function AuditPage() {
  const [parameters] = useSearchParams()
  const { cursor = '', ...filter } = readSearch(parameters)
  const audit = useQuery(auditQuery(filter, cursor))
  const next = audit.data?.nextCursor
  const filtered = Object.keys(filter).length > 0
  return (
    <Page
      title="Audit"
      actions={
        <>
          {audit.data && <Proof />}
          <a className={buttonLook()} href={auditExportPath(filter)} download="journeyman-audit.ndjson">
            {filtered ? 'Export these' : 'Export all'}
          </a>
        </>
      }
    >
      <AuditFilters search={filter} />
      <Missing of={audit} what="the record" />
      {audit.data?.entries.length === 0 && <Nothing filtered={filtered} />}
      {audit.data && audit.data.entries.length > 0 && <AuditTable entries={audit.data.entries} />}
      <div className="flex justify-between">
        {cursor ? (
          <Link className={buttonLook()} to={paths.audit(filter)}>
            Newest
          </Link>
        ) : (
          <span />
        )}
        {next && (
          <Link className={buttonLook()} to={paths.audit({ ...filter, cursor: next })}>
            Older
          </Link>
        )}
      </div>
    </Page>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState title="No entry fits these filters">
        <Link className="text-accent underline" to={paths.audit()}>
          Show all
        </Link>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Nothing is on record yet">
      <p>Every decision and every effect is kept, as soon as there is one.</p>
    </EmptyState>
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
