import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { repeatDelivery } from '../api/commands.ts'
import { deliveriesQuery } from '../api/oversight.ts'
import type { Webhook, WebhookDelivery } from '../api/types.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { Choice } from '../shared/Field.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { paths } from '../shared/paths.ts'
import { EmptyState, Failure, Missing } from '../shared/States.tsx'
import { Ago } from '../shared/Time.tsx'
import { instantText, plural } from '../shared/words.ts'
import { DeliveryBadge } from './StateBadge.tsx'

/** What was and is to be sent, newest first; what was given up can be sent again. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const [parameters, setParameters] = useSearchParams()
  const state = parameters.get('state') ?? ''
  const cursor = parameters.get('cursor') ?? ''
  const page = useQuery(deliveriesQuery(webhook.id, state, cursor))
  const next = page.data?.nextCursor
  return (
    <section aria-labelledby="deliveries" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 id="deliveries" className="font-semibold">
          Deliveries
        </h2>
        <Choice
          label="State"
          hideLabel
          value={state}
          onChange={(event) => setParameters(event.target.value ? { state: event.target.value } : {})}
        >
          <option value="">All deliveries</option>
          <option value="pending">To be sent</option>
          <option value="delivered">Delivered</option>
          <option value="dead">Given up</option>
        </Choice>
      </div>
      <Missing of={page} what="the deliveries" />
      {page.data?.deliveries.length === 0 && <Nothing filtered={state !== ''} />}
      {page.data && page.data.deliveries.length > 0 && (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {page.data.deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} webhook={webhook} delivery={delivery} />
          ))}
        </ul>
      )}
      <div className="flex justify-between">
        {cursor ? (
          <Link className={buttonLook()} to={paths.webhook(webhook.id, { state })}>
            Newest
          </Link>
        ) : (
          <span />
        )}
        {next && (
          <Link className={buttonLook()} to={paths.webhook(webhook.id, { state, cursor: next })}>
            Older
          </Link>
        )}
      </div>
    </section>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyState title="No delivery is in this state" />
  return (
    <EmptyState title="Nothing was sent yet">
      <p>“Send a test” shows whether the receiver answers.</p>
    </EmptyState>
  )
}

function DeliveryRow({ webhook, delivery }: { webhook: Webhook; delivery: WebhookDelivery }) {
  return (
    <li className="defer-paint">
      <details>
        <summary className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
          <span className="w-28 shrink-0">
            <DeliveryBadge delivery={delivery} />
          </span>
          <span className="min-w-36 grow font-medium wrap-anywhere">{delivery.type}</span>
          <span className="text-xs text-soft max-sm:grow">{answerText(delivery)}</span>
          <span className="w-24 text-right text-xs text-soft">
            <Ago at={delivery.attemptedAt ?? delivery.createdAt} />
          </span>
        </summary>
        <DeliveryDetail webhook={webhook} delivery={delivery} />
      </details>
    </li>
  )
}

function answerText({ attempts, responseStatus }: WebhookDelivery): string {
  return `${plural(attempts, 'attempt')}${responseStatus === null ? '' : `, answered ${responseStatus}`}`
}

function DeliveryDetail({ webhook, delivery }: { webhook: Webhook; delivery: WebhookDelivery }) {
  const client = useQueryClient()
  const repeat = useMutation({
    mutationFn: () => repeatDelivery(webhook.id, delivery.id),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['deliveries', webhook.id] }),
  })
  return (
    <div className="flex flex-col gap-3 border-t border-line p-4">
      {delivery.error && (
        <p className="wrap-anywhere text-bad">
          <PlainText>{delivery.error}</PlainText>
        </p>
      )}
      {delivery.dueAt && <p>Tried again on {instantText(delivery.dueAt)}.</p>}
      <Text label="What was sent" text={pretty(delivery.body)} />
      {delivery.responseExcerpt && <Text label="What the receiver answered" text={delivery.responseExcerpt} />}
      <p className="flex flex-wrap items-center gap-3 text-xs text-soft">
        {delivery.state !== 'pending' && (
          <Button disabled={repeat.isPending || !webhook.enabled} onClick={() => repeat.mutate()}>
            Send again
          </Button>
        )}
        <span className="wrap-anywhere">
          webhook-id <code>{delivery.id}</code>
        </span>
      </p>
      {repeat.isError && <Failure error={repeat.error} />}
    </div>
  )
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p className="mb-1 text-xs font-semibold text-soft">{label}</p>
      <pre
        tabIndex={0}
        aria-label={label}
        className="max-h-72 overflow-auto rounded bg-sunken p-2 text-xs whitespace-pre-wrap wrap-anywhere"
      >
        <PlainText>{text}</PlainText>
      </pre>
    </div>
  )
}

/** With line ends, where it is JSON; what is signed are the bytes without. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
