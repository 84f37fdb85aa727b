/** A finding in one line, whatever fields the reviewer filled. */
export function findingText(finding: Readonly<Record<string, unknown>>): string {
  const word = (name: string) => (typeof finding[name] === 'string' || typeof finding[name] === 'number' ? String(finding[name]) : '')
  const place = [word('path') || word('file'), word('line')].filter(Boolean).join(':')
  const said = word('text') || word('message') || word('description') || word('summary') || word('title')
  const severity = finding['blocking'] === true ? 'blocking' : word('severity')
  return [severity && `${severity}:`, place, said].filter(Boolean).join(' ') || JSON.stringify(finding)
}
