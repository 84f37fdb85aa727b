import type { TaskEvent } from '../api/types.ts'
import { number, text } from './eventData.ts'

/** How full the conversation is in which the work is done: at `limit` it is summarised before it goes on. */
export interface Context {
  readonly tokens: number
  readonly limit: number
}

/** As the newest turn told it; null before the first, and where an older service did not say it. */
export function contextOf(events: readonly TaskEvent[]): Context | null {
  const last = events.findLast((event) => event.type === 'usage' && isWork(event))
  const tokens = last ? number(last.data, 'contextTokens') : null
  const limit = last ? number(last.data, 'contextLimit') : null
  return tokens === null || !limit ? null : { tokens, limit }
}

/** Reviews and lessons have short conversations of their own. */
const isWork = ({ data }: TaskEvent) => !/^(review|learn)/.test(text(data, 'part') ?? '')
