import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { steerTask } from '../api/commands.ts'
import { Button } from '../shared/Button.tsx'
import { TextArea } from '../shared/Field.tsx'
import { Failure } from '../shared/States.tsx'

/** Says something to the agent while it works. */
export function Steer({ taskId }: { taskId: string }) {
  const [message, setMessage] = useState('')
  const steer = useMutation({ mutationFn: () => steerTask(taskId, message.trim()), onSuccess: () => setMessage('') })
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        steer.mutate()
      }}
    >
      <TextArea
        label="Say something to the agent"
        hint="It reads it before its next turn."
        rows={2}
        maxLength={20_000}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && message.trim()) steer.mutate()
        }}
      />
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={steer.isPending || message.trim() === ''}>
          Send
        </Button>
        <span role="status" className="text-xs text-soft">
          {steer.isSuccess && message === '' && 'Sent. It goes in with the next turn.'}
        </span>
      </div>
      {steer.isError && <Failure error={steer.error} />}
    </form>
  )
}
