// A terminal of its own by tmux, and a picture of what it shows.
import { execFileSync } from 'node:child_process'

const escape = String.fromCharCode(27)
const sequence = new RegExp(`${escape}\\[([\\d;]*)m`)
const colours = { 31: '#f59a93', 32: '#86cf92', 33: '#f0bd62', 36: '#74cdc4' }

export function openTerminal(directory, columns, rows, command) {
  const tmux = (...words) => execFileSync('tmux', ['-u', '-S', `${directory}/tmux`, ...words], { encoding: 'utf8' })
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), command)
  return {
    type: (keys) => tmux('send-keys', keys),
    text: () => tmux('capture-pane', '-p'),
    coloured: () => tmux('capture-pane', '-p', '-e'),
    close: () => tmux('kill-server'),
  }
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A page that shows a coloured capture. */
export function pageOf(capture) {
  let style = {}
  const html = capture
    .trimEnd()
    .split(sequence)
    .map((part, index) => {
      if (index % 2 === 0) return part && `<span style="${css(style)}">${escaped(part)}</span>`
      style = part.split(';').reduce(after, style)
      return ''
    })
    .join('')
  return `<body style="margin:0"><pre style="display:inline-block;margin:0;padding:20px 24px;background:#121415;color:#e8e9e7;font:14px/1.45 'DejaVu Sans Mono',monospace">${html}</pre>`
}

function after(style, code) {
  if (code === '' || code === '0') return {}
  if (code === '1') return { ...style, bold: true }
  if (code === '2') return { ...style, dim: true }
  if (code === '22') return { ...style, bold: false, dim: false }
  return { ...style, colour: colours[code] }
}

const css = ({ bold, dim, colour }) =>
  [bold && 'font-weight:700', dim && 'color:#a3a9a9', colour && `color:${colour}`].filter(Boolean).join(';')
