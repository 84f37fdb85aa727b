import type { Stats } from '../api/types.ts'

export interface Day {
  readonly day: string
  readonly tasks: number
  readonly successRate: number | null
  readonly minutes: number | null
  readonly cost: number | null
  readonly learnings: number
}

type Row = Stats['days'][number]

/** One entry a day over all repositories; rates and means are weighted by the tasks they speak of. */
export function byDay(rows: readonly Row[]): readonly Day[] {
  const days = new Map<string, Row[]>()
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row])
  return [...days].sort(([one], [other]) => one.localeCompare(other)).map(([day, own]) => dayOf(day, own))
}

function dayOf(day: string, rows: readonly Row[]): Day {
  const seconds = weighted(rows, (row) => row.meanExecutionSeconds)
  return {
    day,
    tasks: sum(rows, (row) => row.tasks) ?? 0,
    successRate: weighted(rows, (row) => row.successRate),
    minutes: seconds === null ? null : seconds / 60,
    cost: sum(rows, (row) => row.costUsd),
    learnings: sum(rows, (row) => row.learnings) ?? 0,
  }
}

/** What one repository or person used. */
export interface Share {
  readonly name: string
  readonly tasks: number
  readonly successRate: number | null
  readonly cost: number | null
}

/** What each repository used, the dearest first, as the service has it. */
export const byRepository = (rows: Stats['repositories']): readonly Share[] =>
  rows.map(({ repository, tasks, successRate, costUsd }) => ({ name: repository, tasks, successRate, cost: costUsd }))

/** What each person's tasks used, the dearest first, as the service has it. */
export const byPerson = (people: Stats['people']): readonly Share[] =>
  people.map(({ person, tasks, successRate, costUsd }) => ({ name: person, tasks, successRate, cost: costUsd }))

/** Null when every value is unknown. */
function sum(rows: readonly Row[], value: (row: Row) => number | null): number | null {
  const known = rows.map(value).filter((each) => each !== null)
  return known.length === 0 ? null : known.reduce((total, each) => total + each, 0)
}

function weighted(rows: readonly Row[], value: (row: Row) => number | null): number | null {
  const known = rows.filter((row) => value(row) !== null && row.tasks > 0)
  const tasks = known.reduce((total, row) => total + row.tasks, 0)
  return tasks === 0 ? null : known.reduce((total, row) => total + (value(row) ?? 0) * row.tasks, 0) / tasks
}
