interface Span {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Instants as local days, which is how a field of a date has them; both are included. */
export const daysOf = ({ from, to }: Span) => ({
  from: dayText(from === undefined ? NaN : Date.parse(from)),
  to: dayText(to === undefined ? NaN : Date.parse(to) - 1),
})

const dayText = (milliseconds: number) => {
  if (Number.isNaN(milliseconds)) return ''
  const local = new Date(milliseconds)
  return [local.getFullYear(), local.getMonth() + 1, local.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** Local days as instants, the last of them exclusive; empty where there is none. */
export const instantsOf = (from: string, to: string) => ({ from: midnight(from, 0), to: midnight(to, 1) })

/** Not every day has 24 hours, so days are counted and not hours. */
function midnight(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`)
  if (Number.isNaN(date.getTime())) return ''
  date.setDate(date.getDate() + later)
  return date.toISOString()
}
