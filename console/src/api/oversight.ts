import { queryOptions } from '@tanstack/react-query'
import { autonomous, query, request } from './client.ts'
import type { AuditPage, WebhookDeliveryPage, WebhookList } from './types.ts'

const SOON = 4_000

/** Asked again by itself, as the service stops a webhook whose receiver wants no more. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => request<WebhookList>(`${autonomous}/webhooks`, { signal }),
  refetchInterval: 10_000,
})

/** Asked again by itself as long as something is still to be sent. */
export const deliveriesQuery = (id: string, state: string, cursor: string) =>
  queryOptions({
    queryKey: ['deliveries', id, state, cursor],
    queryFn: ({ signal }) =>
      request<WebhookDeliveryPage>(
        `${autonomous}/webhooks/${encodeURIComponent(id)}/deliveries${query({ state, cursor, limit: 50 })}`,
        { signal },
      ),
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => (data?.deliveries.some((each) => each.state === 'pending') ? SOON : 30_000),
  })

/** Instants, and the id of what it was done to; `action` may be the beginning of several, as `task.`. */
export interface AuditFilter {
  readonly action?: string
  readonly actor?: string
  readonly subject?: string
  readonly from?: string
  readonly to?: string
}

export const auditQuery = (filter: AuditFilter, cursor: string) =>
  queryOptions({
    queryKey: ['audit', filter, cursor],
    queryFn: ({ signal }) => request<AuditPage>(`${autonomous}/audit${query({ ...filter, cursor })}`, { signal }),
    placeholderData: (before) => before,
  })

/** All entries that fit, one JSON object a line, for a link. */
export const auditExportPath = (filter: AuditFilter) => `${autonomous}/audit/export${query({ ...filter })}`
