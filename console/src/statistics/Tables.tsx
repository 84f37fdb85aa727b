import { Link } from 'react-router'
import { cost, percent } from '../shared/words.ts'
import type { Day, Share } from './series.ts'

const head = 'px-2 py-1 text-left text-xs font-semibold whitespace-nowrap text-soft'
const cell = 'border-t border-line px-2 py-1 tabular-nums'
const number = `${cell} text-right whitespace-nowrap`

interface ShareTableProps {
  readonly title: string
  /** What a row is, as the head of its column. */
  readonly what: string
  readonly rows: readonly Share[]
  readonly pathOf: (name: string) => string
}

/** Who or what the money went to, each with its part of all of it. */
export function ShareTable({ title, what, rows, pathOf }: ShareTableProps) {
  const all = rows.reduce((sum, row) => sum + (row.cost ?? 0), 0)
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <h2 className="mb-2 font-semibold">{title}</h2>
      <div className="max-h-72 overflow-y-auto" tabIndex={0} role="region" aria-label={title}>
        <table className="w-full">
          <thead>
            <tr>
              <th scope="col" className={head}>
                {what}
              </th>
              {['Tasks', 'Success', 'Cost', 'Of all'].map((name) => (
                <th key={name} scope="col" className={`${head} text-right`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row" className={`${cell} text-left font-medium wrap-anywhere`}>
                  <Link className="hover:underline" to={pathOf(row.name)}>
                    {row.name}
                  </Link>
                </th>
                <td className={number}>{row.tasks}</td>
                <td className={number}>{percent(row.successRate)}</td>
                <td className={number}>{row.cost === null ? '–' : cost(row.cost)}</td>
                <td className={number}>{row.cost === null || all === 0 ? '–' : percent(row.cost / all)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
