import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { repositoriesQuery, statsQuery } from '../api/queries.ts'
import type { Stats } from '../api/types.ts'
import { Choice } from '../shared/Field.tsx'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { Command, EmptyState, Missing } from '../shared/States.tsx'
import { cost, percent } from '../shared/words.ts'
import { Chart } from './Chart.tsx'
import { byDay, byPerson, byRepository } from './series.ts'
import { DayTable, ShareTable } from './Tables.tsx'
import { Totals } from './Totals.tsx'

const spans = [7, 30, 90, 365]

export default function StatisticsPage() {
  const [parameters, setParameters] = useSearchParams()
  const asked = Number(parameters.get('days'))
  const days = spans.includes(asked) ? asked : 30
  const repository = parameters.get('repository') ?? ''
  const stats = useQuery(statsQuery(days, repository))
  const repositories = useQuery(repositoriesQuery).data?.repositories ?? []
  const set = (next: { days?: string; repository?: string }) =>
    setParameters(Object.entries({ days: String(days), repository, ...next }).filter(([, value]) => value !== ''))
  return (
    <Page
      title="Statistics"
      actions={
        <>
          <Choice label="Time" hideLabel value={days} onChange={(event) => set({ days: event.target.value })}>
            {spans.map((span) => (
              <option key={span} value={span}>
                Last {span} days
              </option>
            ))}
          </Choice>
          <Choice label="Repository" hideLabel value={repository} onChange={(event) => set({ repository: event.target.value })}>
            <option value="">All repositories</option>
            {repositories.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Choice>
        </>
      }
    >
      <Missing of={stats} what="the statistics" />
      {stats.data && <Numbers stats={stats.data} />}
    </Page>
  )
}

const whole = (value: number) => String(Math.round(value))
const share = (value: number) => percent(value)
const dollars = (value: number) => `$${value.toFixed(Number.isInteger(value) ? 0 : 1)}`
const minutes = (value: number) => `${Math.round(value)} min`

function Numbers({ stats }: { stats: Stats }) {
  const days = useMemo(() => byDay(stats.days), [stats])
  const series = useMemo(
    () => ({
      days: days.map((day) => day.day),
      tasks: days.map((day) => day.tasks),
      success: days.map((day) => day.successRate),
      minutes: days.map((day) => day.minutes),
      cost: days.map((day) => day.cost),
      learnings: days.map((day) => day.learnings),
    }),
    [days],
  )
  if (stats.totals.tasks === 0) return <NothingYet />
  const { totals } = stats
  const mean = totals.meanExecutionSeconds
  return (
    <>
      <Totals totals={totals} />
      <div className="grid gap-4 md:grid-cols-2">
        <Chart title="Tasks" summary={`${totals.tasks} in all`} days={series.days} values={series.tasks} bars format={whole} />
        <Chart title="Success rate" summary={`${percent(totals.successRate)} over all`} days={series.days} values={series.success} format={share} />
        <Chart title="Execution time" summary={mean === null ? 'unknown' : `${minutes(mean / 60)} on average`} days={series.days} values={series.minutes} format={minutes} />
        <Chart title="Cost" summary={`${cost(totals.costUsd)} in all`} days={series.days} values={series.cost} bars format={dollars} />
        <Chart title="Learnings" summary={`${totals.learnings} in all`} days={series.days} values={series.learnings} bars format={whole} />
        <ShareTable title="Cost by repository" what="Repository" rows={byRepository(stats.repositories)} pathOf={(repository) => paths.tasks({ repository })} />
        <ShareTable title="Cost by person" what="Person" rows={byPerson(stats.people)} pathOf={(createdBy) => paths.tasks({ createdBy })} />
      </div>
      <DayTable days={days} />
    </>
  )
}

function NothingYet() {
  return (
    <EmptyState title="No task ended in this time">
      <p>Numbers stand here once tasks have ended. Hand one over:</p>
      <Command>./journeyman run "Add a test for the empty cart"</Command>
    </EmptyState>
  )
}
