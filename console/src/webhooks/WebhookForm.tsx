import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeWebhook, createWebhook } from '../api/commands.ts'
import type { Webhook, WebhookEventName } from '../api/types.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { TextField } from '../shared/Field.tsx'
import { EventChoice } from './EventChoice.tsx'
import { groups } from './events.ts'

interface Props {
  /** What is to be changed; null makes a new one. */
  readonly webhook: Webhook | null
  readonly onSecret: (secret: string) => void
  readonly onClose: () => void
}

/** Makes a webhook, or changes where it goes and what it tells of. */
export function WebhookForm({ webhook, onSecret, onClose }: Props) {
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [description, setDescription] = useState(webhook?.description ?? '')
  const [events, setEvents] = useState<readonly WebhookEventName[]>(webhook?.events ?? groups[0]?.events ?? [])
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: async () => {
      const wish = { url: url.trim(), description: description.trim(), events: [...events] }
      return webhook ? { ...(await changeWebhook(webhook.id, wish)), secret: '' } : createWebhook(wish)
    },
    onSuccess: ({ secret }) => {
      void client.invalidateQueries({ queryKey: ['webhooks'] })
      onClose()
      if (secret) onSecret(secret)
    },
  })
  return (
    <Confirm
      title={webhook ? 'Change this webhook' : 'New webhook'}
      verb={webhook ? 'Save' : 'Create'}
      pending={save.isPending}
      disabled={url.trim() === '' || events.length === 0}
      error={save.error}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Address"
        hint="Must be https and lead to a public address, unless the operator allows more"
        type="url"
        required
        maxLength={2048}
        placeholder="https://hooks.example/journeyman"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField label="What it is for" maxLength={500} value={description} onChange={(event) => setDescription(event.target.value)} />
      <EventChoice chosen={events} onChange={setEvents} />
    </Confirm>
  )
}
