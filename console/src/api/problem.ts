import type { Problem } from './types.ts'

/** An answer of the service that is not a success, or no answer at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem | null

  constructor(status: number, problem: Problem | null, fallback: string) {
    super(problem?.detail ?? problem?.title ?? fallback)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}

/** Whether the service does not have this part of the contract yet. */
export function isMissingFeature(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 405 || error.status === 501)
}

/** What waits for approval is no longer what was looked at. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409
}

export function sentenceFor(error: unknown): string {
  if (error instanceof ApiError) {
    const id = error.status >= 500 ? error.problem?.requestId : undefined
    return id ? `${error.problem?.title ?? 'It failed'}. ${error.message} (request ${id})` : error.message
  }
  return error instanceof Error ? error.message : 'Something failed that the console does not know.'
}

export async function errorFrom(response: Response): Promise<ApiError> {
  const problem = await readProblem(response)
  return new ApiError(response.status, problem, `The service answered ${response.status}.`)
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('json')) return null
  try {
    return (await response.json()) as Problem
  } catch {
    return null
  }
}
