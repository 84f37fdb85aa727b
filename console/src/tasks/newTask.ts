import type { Effort, ExecuteRequest, Priority } from '../api/types.ts'

const given = <K extends keyof ExecuteRequest>(name: K, value: ExecuteRequest[K] | undefined) =>
  value === undefined || value === '' ? {} : { [name]: value }

/** What the form says, in the shape of the contract. Throws a sentence for the person who filled it. */
export function readForm(form: FormData): ExecuteRequest {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const minutes = positive(text('timeout'), 'The time limit')
  return {
    task: text('task'),
    requireApproval: form.get('requireApproval') !== null,
    ...given('repository', text('repository')),
    ...given('targetBranch', text('targetBranch')),
    ...given('priority', text('priority') as Priority),
    ...given('effort', text('effort') as Effort),
    ...given('model', text('model')),
    ...given('timeout', minutes === undefined ? undefined : Math.round(minutes * 60_000)),
    ...given('budget', budgetOf(text('maxCostUsd'), text('maxTurns'), text('maxTokens'))),
    ...given('context', contextOf(text('context'))),
  } as ExecuteRequest
}

function budgetOf(cost: string, turns: string, tokens: string): ExecuteRequest['budget'] | undefined {
  const limits = {
    maxCostUsd: positive(cost, 'The cost limit'),
    maxTurns: positive(turns, 'The turn limit'),
    maxTokens: positive(tokens, 'The token limit'),
  }
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined)
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

function positive(text: string, what: string): number | undefined {
  if (text === '') return undefined
  const value = Number(text)
  if (!(value > 0)) throw new Error(`${what} must be a number above zero.`)
  return value
}

/** Lines of `name=value`. */
function contextOf(text: string): Record<string, string> | undefined {
  if (text === '') return undefined
  const context: Record<string, string> = {}
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const at = line.indexOf('=')
    if (at < 1) throw new Error(`The context needs lines of name=value; this one is not: ${line}`)
    context[line.slice(0, at).trim()] = line.slice(at + 1).trim()
  }
  return context
}
