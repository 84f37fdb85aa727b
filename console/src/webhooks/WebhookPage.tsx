import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { webhooksQuery } from '../api/oversight.ts'
import type { Webhook } from '../api/types.ts'
import { Card, Page } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { paths } from '../shared/paths.ts'
import { EmptyState, Missing, Notice } from '../shared/States.tsx'
import { Ago } from '../shared/Time.tsx'
import { instantText } from '../shared/words.ts'
import { Deliveries } from './Deliveries.tsx'
import { eventsText } from './events.ts'
import { StateBadge } from './StateBadge.tsx'
import { WebhookActions } from './WebhookActions.tsx'

export default function WebhookPage() {
  const id = useParams().id ?? ''
  const webhooks = useQuery(webhooksQuery)
  if (!webhooks.data) return <Missing of={webhooks} what="the webhook" />
  const found = webhooks.data.webhooks.find((webhook) => webhook.id === id)
  return found ? <WebhookView key={id} webhook={found} /> : <NoWebhook />
}

function NoWebhook() {
  return (
    <Page title="Webhook">
      <EmptyState title="There is no such webhook">
        <p>It may have been deleted.</p>
        <Link className="text-accent underline" to={paths.webhooks()}>
          All webhooks
        </Link>
      </EmptyState>
    </Page>
  )
}

function WebhookView({ webhook }: { webhook: Webhook }) {
  return (
    <Page
      tab={webhook.description || 'Webhook'}
      title={<PlainText>{webhook.description || webhook.url}</PlainText>}
      actions={<WebhookActions webhook={webhook} />}
    >
      {webhook.disabledReason && (
        <Notice tone="bad">
          <p className="font-semibold">The service has stopped it: nothing that happens now is kept for it.</p>
          <p className="wrap-anywhere">
            <PlainText>{webhook.disabledReason}</PlainText>
          </p>
        </Notice>
      )}
      {!webhook.enabled && !webhook.disabledReason && (
        <Notice tone="waiting">
          <p>Paused: what happens meanwhile is not kept for it.</p>
        </Notice>
      )}
      {webhook.previousSecretEndsAt && (
        <Notice tone="busy">
          <p>Until {instantText(webhook.previousSecretEndsAt)} messages carry a signature with the secret before, too.</p>
        </Notice>
      )}
      <Card>
        <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-4 gap-y-2">
          <dt className="text-soft">State</dt>
          <dd>
            <StateBadge webhook={webhook} />
          </dd>
          <dt className="text-soft">Address</dt>
          <dd className="font-mono text-xs leading-5 wrap-anywhere">
            <PlainText>{webhook.url}</PlainText>
          </dd>
          <dt className="text-soft">Tells of</dt>
          <dd className="wrap-anywhere">{eventsText(webhook.events)}</dd>
          <dt className="text-soft">Made</dt>
          <dd>
            <Ago at={webhook.createdAt} /> by <PlainText>{webhook.createdBy}</PlainText>
          </dd>
        </dl>
      </Card>
      <Deliveries webhook={webhook} />
    </Page>
  )
}
