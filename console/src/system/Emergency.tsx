import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { emergency } from '../api/commands.ts'
import type { Emergency } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { TextField } from '../shared/Field.tsx'
import { Notice } from '../shared/States.tsx'
import { Ago } from '../shared/Time.tsx'

export function EmergencyNotice({ stop }: { stop: Emergency }) {
  return (
    <Notice tone="bad">
      <p className="font-semibold">All work is stopped.</p>
      <p className="wrap-anywhere">
        By {stop.by}, <Ago at={stop.at} />
        {stop.reason && `: ${stop.reason}`}
      </p>
    </Notice>
  )
}

/** Stops all work of the tenant, or lets it go on; asks before either. */
export function EmergencyButton({ stopped }: { stopped: boolean }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: () => emergency(stopped ? 'resume' : 'stop', reason.trim()),
    onSuccess: () => {
      setAsking(false)
      setReason('')
      void client.invalidateQueries({ queryKey: ['health'] })
      void client.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
  return (
    <>
      <Button kind={stopped ? 'main' : 'danger'} onClick={() => setAsking(true)}>
        {stopped ? 'Let work go on' : 'Emergency stop'}
      </Button>
      {asking && (
        <Confirm
          title={stopped ? 'Let work go on?' : 'Stop all work?'}
          verb={stopped ? 'Go on' : 'Stop everything'}
          danger={!stopped}
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>
            {stopped
              ? 'Tasks go on from where they stood.'
              : 'Every running command and model call of this tenant is stopped at once, and nothing lands until work goes on.'}
          </p>
          <TextField label="Reason" hint="Kept in the audit" maxLength={4000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Confirm>
      )}
    </>
  )
}
