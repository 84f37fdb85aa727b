import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { changeLearning } from '../api/commands.ts'
import type { Learning } from '../api/types.ts'
import { Badge } from '../shared/Badge.tsx'
import { Button } from '../shared/Button.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { TextField } from '../shared/Field.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { paths } from '../shared/paths.ts'
import { Ago } from '../shared/Time.tsx'
import { firstLine } from '../shared/words.ts'
import { helpText } from './helped.ts'

export function LearningCard({ learning }: { learning: Learning }) {
  const task = firstLine(learning.task)
  const { disabled } = learning
  return (
    <li className={`defer-paint flex flex-col gap-2 rounded-xl border border-line p-4 ${disabled ? 'bg-page' : 'bg-surface'}`}>
      <Lines lines={learning.patterns} />
      {learning.improvements.length > 0 && (
        <div>
          <p className="text-xs font-semibold text-soft">Better next time</p>
          <Lines lines={learning.improvements} />
        </div>
      )}
      {disabled && (
        <p className="wrap-anywhere text-waiting">
          Disabled by <PlainText>{disabled.by}</PlainText>, <Ago at={disabled.at} />
          {disabled.reason && (
            <>
              : <PlainText>{disabled.reason}</PlainText>
            </>
          )}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
        <Badge tone={learning.success ? 'good' : 'bad'}>{learning.success ? 'From a success' : 'From a failure'}</Badge>
        {learning.taskId ? (
          <Link className="text-accent underline wrap-anywhere" to={paths.task(learning.taskId)}>
            <PlainText>{task}</PlainText>
          </Link>
        ) : (
          <span className="wrap-anywhere">
            <PlainText>{task}</PlainText>
          </span>
        )}
        {learning.repository && <span>{learning.repository}</span>}
        <Ago at={learning.timestamp} />
        <span>{helpText(learning)}</span>
        <span className="ml-auto">
          <Offer learning={learning} />
        </span>
      </div>
    </li>
  )
}

/** Withholds it from later tasks, or offers it again. */
function Offer({ learning }: { learning: Learning }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (disabled: boolean) => changeLearning(learning.id, { disabled, ...(reason.trim() ? { reason: reason.trim() } : {}) }),
    onSuccess: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: ['learnings'] })
    },
  })
  if (learning.disabled) {
    return (
      <Button disabled={change.isPending} onClick={() => change.mutate(false)}>
        Offer again
      </Button>
    )
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        Disable
      </Button>
      {asking && (
        <Confirm
          title="Disable this learning?"
          verb="Disable"
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate(true)}
          onClose={() => setAsking(false)}
        >
          <p>Later tasks are not given it. It stays readable here and can be offered again.</p>
          <TextField label="Reason (optional)" maxLength={4000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Confirm>
      )}
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="list-disc pl-5">
      {lines.map((line) => (
        <li key={line} className="wrap-anywhere">
          <PlainText>{line}</PlainText>
        </li>
      ))}
    </ul>
  )
}
