import type { TaskEvent } from '../api/types.ts'

type Data = TaskEvent['data']

/** The first of these fields that holds a text. */
export function text(data: Data, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = data[name]
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}

export function number(data: Data, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = data[name]
    if (typeof value === 'number') return value
  }
  return null
}

export const flag = (data: Data, ...names: readonly string[]): boolean => names.some((name) => data[name] === true)

/** An object's fields; a text that holds JSON counts as its value, anything else, also JSON cut short, as nothing. */
export function fields(data: Data, name: string): Data {
  const value = typeof data[name] === 'string' ? parsed(data[name]) : data[name]
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Data
  return {}
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
