import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useDarkness } from './useDarkness.ts'

interface ChartProps {
  readonly title: string
  readonly summary: string
  readonly days: readonly string[]
  readonly values: readonly (number | null)[]
  readonly bars?: boolean
  readonly format: (value: number) => string
}

const HEIGHT = 150
/** Seconds, as uPlot counts. */
const HALF_DAY = 43_200

/** One series over days. The canvas is a picture to a screen reader: `summary` and the table below say what it shows. */
export function Chart({ title, summary, ...plot }: ChartProps) {
  const theme = useDarkness() ? 'dark' : 'light'
  return (
    <figure className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <figcaption className="mb-2 flex items-baseline justify-between gap-2">
        <span className="font-semibold">{title}</span>
        <span className="text-xs text-soft">{summary}</span>
      </figcaption>
      <Plot key={theme} label={`${title} by day: ${summary}`} {...plot} />
    </figure>
  )
}

type PlotProps = Omit<ChartProps, 'title' | 'summary'> & { readonly label: string }

function Plot({ label, days, values, bars = false, format }: PlotProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const width = () => element.clientWidth
    const colours = coloursOf(element)
    const plot = new uPlot(options(width(), bars, format, colours), dataOf(days, values), element)
    const observer = new ResizeObserver(() => plot.setSize({ width: width(), height: HEIGHT }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [days, values, bars, format])
  return <div ref={box} role="img" aria-label={label} />
}

interface Colours {
  readonly text: string
  readonly line: string
  readonly fill: string
}

/** The colours of the page as plain values, which is all that a canvas takes. */
function coloursOf(element: HTMLElement): Colours {
  const read = (variable: string) => {
    const probe = document.createElement('span')
    probe.style.color = `var(${variable})`
    element.append(probe)
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }
  return { text: read('--soft'), line: read('--line'), fill: read('--accent') }
}

const dataOf = (days: readonly string[], values: readonly (number | null)[]): uPlot.AlignedData => [
  days.map((day) => Date.parse(`${day}T00:00:00Z`) / 1000),
  [...values],
]

function options(width: number, bars: boolean, format: ChartProps['format'], colours: Colours): uPlot.Options {
  const axis = { stroke: colours.text, grid: { stroke: colours.line, width: 1 }, ticks: { show: false } }
  return {
    width,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
    legend: { show: false },
    cursor: { show: false },
    scales: {
      // Half a day more at either end, so that no bar is cut.
      x: { range: (_plot, first, last) => [first - HALF_DAY, last + HALF_DAY] },
      y: { range: (_plot, _least, most) => [0, Math.max(most * 1.1, 1e-9)] },
    },
    axes: [
      { ...axis, size: 30, gap: 8, grid: { show: false }, values: (_plot, ticks) => ticks.map((tick) => new Date(tick * 1000).toISOString().slice(5, 10)) },
      { ...axis, size: 48, values: (_plot, ticks) => ticks.map(format) },
    ],
    series: [{}, { stroke: colours.fill, width: 2, points: { show: false }, spanGaps: true, ...(bars ? asBars(colours) : {}) }],
  }
}

function asBars(colours: Colours): Partial<uPlot.Series> {
  const paths = uPlot.paths.bars?.({ size: [0.7, 24] })
  return { fill: colours.fill, ...(paths ? { paths } : {}) }
}
