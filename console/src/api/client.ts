import { ApiError, errorFrom } from './problem.ts'

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** Whether the answer is text and not JSON. */
  readonly text?: boolean
  /** Statuses beside 2xx whose body is an answer, not a failure. */
  readonly accept?: readonly number[]
}

export const autonomous = '/api/autonomous'

/** Sends a request to the service this page came from. Throws `ApiError`, never answers for another status. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options)
  if (!response.ok && !options.accept?.includes(response.status)) throw await errorFrom(response)
  if (response.status === 204) return undefined as T
  if (options.text) return (await response.text()) as T
  if (!response.headers.get('content-type')?.includes('json')) {
    throw new ApiError(501, null, 'The service does not know this address.')
  }
  return (await response.json()) as T
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const hasBody = options.body !== undefined
  try {
    return await fetch(path, {
      method: options.method ?? 'GET',
      credentials: 'same-origin',
      headers: {
        Accept: options.text ? '*/*' : 'application/json, application/problem+json',
        ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
        ...options.headers,
      },
      ...(hasBody ? { body: JSON.stringify(options.body) } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(0, null, 'The service does not answer. The console tries again by itself.')
  }
}

/** Writes the given parameters as a query; absent and empty ones are left out. */
export function query(parameters: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

/** A report as the agent wrote it, to be saved. */
export const reportPath = (task: string, report: string) =>
  `${autonomous}/tasks/${encodeURIComponent(task)}/reports/${encodeURIComponent(report)}`

/** The exact bytes of one record of evidence, for a link. */
export const evidencePath = (task: string, hash: string) =>
  `${autonomous}/tasks/${encodeURIComponent(task)}/evidence${query({ hash })}`
