import { PlainText } from './PlainText.tsx'

const most = 2_000

/** A unified diff to be read once, in a small place. The review page has the one to work with. */
export function PatchText({ patch }: { patch: string }) {
  const lines = patch.split('\n')
  return (
    <pre tabIndex={0} className="max-h-72 overflow-auto rounded-md border border-line bg-sunken p-2 text-xs leading-relaxed">
      {lines.slice(0, most).map((line, index) => (
        <span key={index} className={`block w-fit min-w-full ${look(line)}`}>
          <PlainText>{line === '' ? ' ' : line}</PlainText>
        </span>
      ))}
      {lines.length > most && <span className="block text-soft">and {lines.length - most} lines more</span>}
    </pre>
  )
}

function look(line: string): string {
  if (/^(diff |index |\+\+\+|---)/.test(line)) return 'font-semibold'
  if (line.startsWith('@@')) return 'text-soft'
  if (line.startsWith('+')) return 'bg-good-pale text-good'
  return line.startsWith('-') ? 'bg-bad-pale text-bad' : ''
}
