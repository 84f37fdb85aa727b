import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { rollBack } from '../api/commands.ts'
import { remember } from '../api/live.ts'
import { rollbackPreviewQuery } from '../api/queries.ts'
import type { RollbackPreview, Task } from '../api/types.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { TextArea } from '../shared/Field.tsx'
import { PatchText } from '../shared/PatchText.tsx'
import { Missing, Notice } from '../shared/States.tsx'
import { plural } from '../shared/words.ts'

/** Asks before a rollback, and says beforehand what it would change. */
export function RollbackDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const preview = useQuery(rollbackPreviewQuery(task.id))
  const undo = useMutation({
    mutationFn: () => rollBack(task.id, reason.trim()),
    onSuccess: (outcome) => {
      remember(client, outcome.task)
      onClose()
    },
  })
  return (
    <Confirm
      title="Roll this task back?"
      verb="Roll back"
      danger
      pending={undo.isPending}
      disabled={preview.data?.possible === false}
      error={undo.error}
      onConfirm={() => undo.mutate()}
      onClose={onClose}
    >
      <p>A revert of this task's changes only is verified and landed. Later work of others stays.</p>
      <Missing of={preview} what="the preview" />
      {preview.data && <Preview preview={preview.data} />}
      <TextArea
        label="Reason"
        hint="Kept with the task"
        rows={2}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Confirm>
  )
}

function Preview({ preview }: { preview: RollbackPreview }) {
  return (
    <>
      {preview.conflicts.length > 0 && (
        <Notice tone="bad">
          <p>Later work changed the same lines, so nothing would be rolled back:</p>
          <FileList files={preview.conflicts} />
        </Notice>
      )}
      <p>{plural(preview.files.length, 'file')} would go back:</p>
      <FileList files={preview.files} />
      {preview.diff && (
        <details>
          <summary className="text-sm font-medium">What exactly would change</summary>
          <div className="mt-2">
            <PatchText patch={preview.diff} />
          </div>
        </details>
      )}
    </>
  )
}

function FileList({ files }: { files: readonly string[] }) {
  return (
    <ul className="max-h-40 overflow-y-auto font-mono text-xs wrap-anywhere">
      {files.map((file) => (
        <li key={file}>{file}</li>
      ))}
    </ul>
  )
}
