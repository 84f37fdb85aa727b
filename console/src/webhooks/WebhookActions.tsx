import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { changeWebhook, deleteWebhook, replaceWebhookSecret, testWebhook } from '../api/commands.ts'
import type { Webhook } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { paths } from '../shared/paths.ts'
import { Failure } from '../shared/States.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import { WebhookForm } from './WebhookForm.tsx'

type Question = 'change' | 'secret' | 'delete'

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const [asking, setAsking] = useState<Question | null>(null)
  const client = useQueryClient()
  const renew = () => {
    for (const key of ['webhooks', 'deliveries']) void client.invalidateQueries({ queryKey: [key] })
  }
  const act = useMutation({ mutationFn: (deed: () => Promise<unknown>) => deed(), onSuccess: renew })
  return (
    <>
      <Button disabled={!webhook.enabled || act.isPending} onClick={() => act.mutate(() => testWebhook(webhook.id))}>
        Send a test
      </Button>
      <Button disabled={act.isPending} onClick={() => act.mutate(() => changeWebhook(webhook.id, { enabled: !webhook.enabled }))}>
        {webhook.enabled ? 'Pause' : 'Switch on'}
      </Button>
      <Button onClick={() => setAsking('change')}>Change</Button>
      <Button onClick={() => setAsking('secret')}>New secret</Button>
      <Button kind="danger" onClick={() => setAsking('delete')}>
        Delete
      </Button>
      {act.isError && <Failure error={act.error} />}
      {asking === 'change' && <WebhookForm webhook={webhook} onSecret={() => undefined} onClose={() => setAsking(null)} />}
      {asking === 'secret' && <NewSecret webhook={webhook} onClose={() => setAsking(null)} />}
      {asking === 'delete' && <Delete webhook={webhook} onClose={() => setAsking(null)} />}
    </>
  )
}

interface AskProps {
  readonly webhook: Webhook
  readonly onClose: () => void
}

function NewSecret({ webhook, onClose }: AskProps) {
  const client = useQueryClient()
  const replace = useMutation({
    mutationFn: () => replaceWebhookSecret(webhook.id),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
  })
  if (replace.data) return <SecretDialog secret={replace.data.secret} onClose={onClose} />
  return (
    <Confirm
      title="Replace the signing secret?"
      verb="Replace it"
      pending={replace.isPending}
      error={replace.error}
      onConfirm={() => replace.mutate()}
      onClose={onClose}
    >
      <p>The new one is shown once. For 24 hours messages are signed with the one before, too, so that the receiver can change over.</p>
    </Confirm>
  )
}

function Delete({ webhook, onClose }: AskProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => deleteWebhook(webhook.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['webhooks'] })
      void navigate(paths.webhooks())
    },
  })
  return (
    <Confirm
      title="Delete this webhook?"
      verb="Delete"
      danger
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>Its deliveries go with it, also those that are still to be sent. To keep them, pause it instead.</p>
    </Confirm>
  )
}
