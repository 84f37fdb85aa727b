/** Whatever a part of the service tells of itself, in one line. */
export function lineOf(details: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(details).map(([name, value]) => {
    if (value === true) return name
    if (value === false) return `not ${name}`
    if (Array.isArray(value)) return value.join('; ')
    if (name === 'kind' || name === 'status') return String(value)
    return `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`
  })
  return parts.filter((part) => part !== '').join(', ') || '–'
}
