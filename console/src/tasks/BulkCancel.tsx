import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { cancelTask } from '../api/commands.ts'
import { remember } from '../api/live.ts'
import { may } from '../api/may.ts'
import type { Task } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { firstLine, plural } from '../shared/words.ts'

/** Cancels every task of the list that can be, one after the other; what failed is said, what worked stays done. */
export function BulkCancel({ tasks }: { tasks: readonly Task[] }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const open = tasks.filter(may.cancel)
  const cancel = useMutation({
    mutationFn: async () => {
      for (const task of open) remember(client, (await cancelTask(task.id)).task)
    },
    onSuccess: () => setAsking(false),
  })
  if (open.length < 2) return null
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        Cancel these {open.length}
      </Button>
      {asking && (
        <Confirm
          title={`Cancel ${plural(open.length, 'task')}?`}
          verb={`Cancel ${plural(open.length, 'task')}`}
          danger
          pending={cancel.isPending}
          error={cancel.error}
          onConfirm={() => cancel.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>All that this list shows and that is not over. Their work is given up; this cannot be taken back.</p>
          <ul className="max-h-52 list-disc overflow-y-auto pl-5">
            {open.map((task) => (
              <li key={task.id} className="wrap-anywhere">
                <PlainText>{firstLine(task.task)}</PlainText>
              </li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  )
}
