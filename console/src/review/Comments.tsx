import { Button } from '../shared/Button.tsx'
import { TextArea, TextField } from '../shared/Field.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { useStored } from '../shared/useStored.ts'
import type { DraftComment } from './draft.ts'

export function CommentCard({ comment, onRemove }: { comment: DraftComment; onRemove: () => void }) {
  return (
    <div className="flex items-start gap-3 rounded-md border border-line bg-surface p-3 text-sm">
      <div className="min-w-0 grow">
        <p className="text-xs text-soft">{placeText(comment)}, not sent yet</p>
        <p className="whitespace-pre-wrap wrap-anywhere">
          <PlainText>{comment.text}</PlainText>
        </p>
      </div>
      <Button kind="ghost" onClick={onRemove}>
        Remove
      </Button>
    </div>
  )
}

export function placeText({ line, lastLine, side }: DraftComment): string {
  if (line === null) return 'On the file'
  const range = lastLine !== null && lastLine !== line ? `Lines ${line} to ${lastLine}` : `Line ${line}`
  return side === 'old' ? `${range} as it was` : range
}

interface Words {
  readonly text: string
  readonly last: string
}

interface CommentFormProps {
  readonly label: string
  /** The name under which the words are kept until they are added or given up. */
  readonly words: string
  readonly firstLine: number | null
  readonly onAdd: (text: string, lastLine: number | null) => void
  readonly onClose: () => void
}

/** Writes one comment; a last line makes it speak of several. */
export function CommentForm({ label, words, firstLine, onAdd, onClose }: CommentFormProps) {
  const [kept, keep] = useStored<Words | null>(words, null)
  const { text, last } = kept ?? { text: '', last: firstLine === null ? '' : String(firstLine) }
  const add = () => {
    if (text.trim() === '') return
    keep(null)
    onAdd(text, last ? Number(last) : null)
  }
  const giveUp = () => {
    keep(null)
    onClose()
  }
  return (
    <form
      className="flex flex-col gap-2"
      onKeyDown={(event) => {
        if (event.key === 'Escape') giveUp()
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) add()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <TextArea label={label} autoFocus={kept === null} rows={3} value={text} onChange={(event) => keep({ text: event.target.value, last })} />
      <div className="flex flex-wrap items-end gap-2">
        {firstLine !== null && (
          <TextField
            className="w-28"
            label="To line"
            type="number"
            min={firstLine}
            value={last}
            onChange={(event) => keep({ text, last: event.target.value })}
          />
        )}
        <Button type="submit" kind="main" disabled={text.trim() === ''}>
          Add comment
        </Button>
        <Button onClick={giveUp}>Cancel</Button>
      </div>
    </form>
  )
}
