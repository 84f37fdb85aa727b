import { pieces } from './hidden.ts'

/** Text of a task, a file or a tool, as it is: never markup, and with hidden characters made visible. */
export function PlainText({ children }: { children: string }) {
  return pieces(children).map((piece, index) =>
    piece.hidden ? (
      <mark key={index} title="A hidden character" className="mx-px rounded bg-bad-pale px-0.5 text-xs text-bad">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
}
