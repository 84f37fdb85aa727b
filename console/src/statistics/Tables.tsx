import { cost, percent } from '../shared/words.ts'
import type { Day, RepositoryTotal } from './series.ts'

const head = 'px-2 py-1 text-left text-xs font-semibold text-soft'
const cell = 'border-t border-line px-2 py-1 tabular-nums'

export function RepositoryTable({ rows }: { rows: readonly RepositoryTotal[] }) {
  return (
    <section className="rounded-xl border border-line bg-surface p-4">
      <h2 className="mb-2 font-semibold">By repository</h2>
      <table className="w-full">
        <thead>
          <tr>
            {['Repository', 'Tasks', 'Success', 'Cost'].map((name) => (
              <th key={name} scope="col" className={head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.repository}>
              <th scope="row" className={`${cell} text-left font-medium wrap-anywhere`}>
                {row.repository}
              </th>
              <td className={cell}>{row.tasks}</td>
              <td className={cell}>{percent(row.successRate)}</td>
              <td className={cell}>{row.cost === null ? '–' : cost(row.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The charts again as numbers, for those who read rather than look. */
export function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <details className="rounded-xl border border-line bg-surface">
      <summary className="px-4 py-3 font-medium">The numbers by day</summary>
      <div className="overflow-x-auto px-4 pb-4" tabIndex={0} role="region" aria-label="The numbers by day">
        <table className="w-full whitespace-nowrap">
          <thead>
            <tr>
              {['Day', 'Tasks', 'Success', 'Minutes', 'Cost', 'Learnings'].map((name) => (
                <th key={name} scope="col" className={head}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day}>
                <th scope="row" className={`${cell} text-left font-medium`}>
                  {day.day}
                </th>
                <td className={cell}>{day.tasks}</td>
                <td className={cell}>{percent(day.successRate)}</td>
                <td className={cell}>{day.minutes === null ? '–' : day.minutes.toFixed(1)}</td>
                <td className={cell}>{day.cost === null ? '–' : cost(day.cost)}</td>
                <td className={cell}>{day.learnings}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
