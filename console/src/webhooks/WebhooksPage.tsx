import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { webhooksQuery } from '../api/oversight.ts'
import type { Webhook } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Page } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { paths } from '../shared/paths.ts'
import { Command, EmptyState, Missing } from '../shared/States.tsx'
import { useListKeys } from '../shared/useListKeys.ts'
import { eventsText } from './events.ts'
import { SecretDialog } from './SecretDialog.tsx'
import { StateBadge } from './StateBadge.tsx'
import { WebhookForm } from './WebhookForm.tsx'

export default function WebhooksPage() {
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState('')
  const webhooks = useQuery(webhooksQuery)
  useListKeys()
  return (
    <Page
      title="Webhooks"
      actions={
        <Button kind="main" onClick={() => setMaking(true)}>
          New webhook
        </Button>
      }
    >
      <Missing of={webhooks} what="the webhooks" />
      {webhooks.data && <WebhookRows webhooks={webhooks.data.webhooks} />}
      {making && <WebhookForm webhook={null} onSecret={setSecret} onClose={() => setMaking(false)} />}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret('')} />}
    </Page>
  )
}

function WebhookRows({ webhooks }: { webhooks: readonly Webhook[] }) {
  if (webhooks.length === 0) {
    return (
      <EmptyState title="Nobody is told yet">
        <p>A webhook tells another program, such as a chat, when a task needs somebody or is over. Make one here, or from a terminal:</p>
        <Command>./journeyman webhooks add https://hooks.example/journeyman</Command>
      </EmptyState>
    )
  }
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
      {webhooks.map((webhook) => (
        <li key={webhook.id}>
          <Link
            data-row
            to={paths.webhook(webhook.id)}
            className="flex flex-col gap-1.5 px-4 py-3 -outline-offset-2 hover:bg-sunken sm:flex-row sm:items-center sm:gap-4"
          >
            <span className="flex min-w-0 grow flex-col">
              <span className="font-medium wrap-anywhere">
                <PlainText>{webhook.description || webhook.url}</PlainText>
              </span>
              <span className="text-xs text-soft wrap-anywhere">
                {webhook.description && (
                  <>
                    <PlainText>{webhook.url}</PlainText> ·{' '}
                  </>
                )}
                {eventsText(webhook.events)}
              </span>
            </span>
            <span className="shrink-0">
              <StateBadge webhook={webhook} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
