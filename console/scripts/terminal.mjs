// A terminal of its own by tmux, and a moving picture of what it showed.
import { execFileSync } from 'node:child_process'

const escape = String.fromCharCode(27)
const sequence = new RegExp(`${escape}\\[([\\d;]*)m`)
const shift = new RegExp(`[${String.fromCharCode(14)}${String.fromCharCode(15)}]`, 'g')
const colours = { 31: 'r', 32: 'g', 33: 'y', 34: 'b', 35: 'm', 36: 'c', 91: 'r', 92: 'g', 93: 'y', 94: 'b', 95: 'm', 96: 'c' }

export function openTerminal(directory, columns, rows, command) {
  const tmux = (...words) => execFileSync('tmux', ['-u', '-S', `${directory}/tmux`, ...words], { encoding: 'utf8' })
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), command)
  return {
    type: (keys) => tmux('send-keys', keys),
    text: () => tmux('capture-pane', '-p'),
    coloured: () => tmux('capture-pane', '-p', '-e').replaceAll(shift, ''),
    close: () => tmux('kill-server'),
  }
}

const WIDTH = 8.43
const HEIGHT = 20
const EDGE = 18
const style = `text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#e8e9e7;white-space:pre}
.s{font-weight:700}.d{fill:#a3a9a9}.r{fill:#f59a93}.g{fill:#86cf92}.y{fill:#f0bd62}.b{fill:#8ab8f2}.m{fill:#d9a6e8}.c{fill:#74cdc4}`

/**
 * An SVG that plays the captures one after the other, without a script, and begins anew.
 * @param frames of `{ capture, milliseconds }`, how long each is shown
 */
export function svgOf(frames, columns, rows) {
  const width = Math.ceil(columns * WIDTH) + 2 * EDGE
  const height = rows * HEIGHT + 2 * EDGE
  const total = frames.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  const lines = new Map()
  let begun = 0
  const views = frames.map(({ capture, milliseconds }, index) => {
    const uses = rowsOf(capture).map((row, number) => useOf(lines, row, number))
    const [from, to] = [begun, begun + milliseconds].map((at) => ((at / total) * 100).toFixed(3))
    begun += milliseconds
    return { group: `<g class="f f${index}">${uses.join('')}</g>`, rule: ruleOf(index, from, to, total) }
  })
  const kept = [...lines].map(([row, id]) => `<g id="${id}">${row}</g>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A task in the terminal, from its first step to the approval">
<style>${style}
.f{visibility:hidden}
${views.map(({ rule }) => rule).join('\n')}
@media (prefers-reduced-motion:reduce){.f{animation:none!important}.f${frames.length - 1}{visibility:visible}}</style>
<rect width="100%" height="100%" rx="10" fill="#121415"/>
<defs>${kept.join('\n')}</defs>
${views.map(({ group }) => group).join('\n')}
</svg>
`
}

const ruleOf = (index, from, to, total) =>
  `@keyframes k${index}{0%{visibility:hidden}${from}%{visibility:visible}${to}%{visibility:${to === '100.000' ? 'visible' : 'hidden'}}}.f${index}{animation:k${index} ${total}ms step-end infinite}`

function useOf(lines, row, number) {
  if (row === '') return ''
  if (!lines.has(row)) lines.set(row, `l${lines.size}`)
  return `<use href="#${lines.get(row)}" x="${EDGE}" y="${EDGE + (number + 1) * HEIGHT - 5}"/>`
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The text of each row; a colour lasts until another is told, past the end of a row as well. */
function rowsOf(capture) {
  let look = {}
  return capture
    .trimEnd()
    .split('\n')
    .map((line) => {
      let column = 0
      const runs = line.split(sequence).map((part, index) => {
        if (index % 2 === 1) {
          look = part.split(';').reduce(after, look)
          return ''
        }
        const begin = column
        column += [...part].length
        return part.trim() === '' ? '' : runOf(part, begin, column - begin, look)
      })
      return runs.join('')
    })
}

/** Each run stands at its own column, whatever font the reader has. */
function runOf(text, column, cells, look) {
  const [x, length] = [column, cells].map((count) => (count * WIDTH).toFixed(1))
  return `<text x="${x}" textLength="${length}" class="${classOf(look)}">${escaped(text)}</text>`
}

function after(look, code) {
  if (code === '' || code === '0') return {}
  if (code === '1') return { ...look, bold: true }
  if (code === '2') return { ...look, dim: true }
  if (code === '22') return { ...look, bold: false, dim: false }
  return code in colours || code === '39' ? { ...look, colour: colours[code] } : look
}

const classOf = ({ bold, dim, colour }) => [bold && 's', dim && 'd', colour].filter(Boolean).join(' ')
