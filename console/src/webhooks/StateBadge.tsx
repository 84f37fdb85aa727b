import type { Webhook, WebhookDelivery } from '../api/types.ts'
import { Badge } from '../shared/Badge.tsx'
import type { Tone } from '../shared/tone.ts'

export function StateBadge({ webhook }: { webhook: Webhook }) {
  if (webhook.disabledReason) return <Badge tone="bad">Stopped by the service</Badge>
  return webhook.enabled ? <Badge tone="good">On</Badge> : <Badge tone="waiting">Paused</Badge>
}

const deliveries: Readonly<Record<WebhookDelivery['state'], readonly [tone: Tone, word: string]>> = {
  pending: ['busy', 'To be sent'],
  delivered: ['good', 'Delivered'],
  dead: ['bad', 'Given up'],
}

export function DeliveryBadge({ delivery }: { delivery: WebhookDelivery }) {
  const [tone, word] = deliveries[delivery.state]
  return <Badge tone={tone}>{word}</Badge>
}
