import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { TextArea, TextField } from '../shared/Field.tsx'
import { PlainText } from '../shared/PlainText.tsx'
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

interface CommentFormProps {
  readonly label: string
  readonly firstLine: number | null
  readonly onAdd: (text: string, lastLine: number | null) => void
  readonly onClose: () => void
}

/** Writes one comment; a last line makes it speak of several. */
export function CommentForm({ label, firstLine, onAdd, onClose }: CommentFormProps) {
  const [text, setText] = useState('')
  const [last, setLast] = useState(firstLine === null ? '' : String(firstLine))
  const add = () => {
    if (text.trim()) onAdd(text, last ? Number(last) : null)
  }
  return (
    <form
      className="flex flex-col gap-2"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) add()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <TextArea label={label} autoFocus rows={3} value={text} onChange={(event) => setText(event.target.value)} />
      <div className="flex flex-wrap items-end gap-2">
        {firstLine !== null && (
          <TextField
            className="w-28"
            label="To line"
            type="number"
            min={firstLine}
            value={last}
            onChange={(event) => setLast(event.target.value)}
          />
        )}
        <Button type="submit" kind="main" disabled={text.trim() === ''}>
          Add comment
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}
