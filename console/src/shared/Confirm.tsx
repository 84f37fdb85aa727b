import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Failure } from './States.tsx'

interface ConfirmProps {
  readonly title: string
  readonly verb: string
  readonly danger?: boolean
  readonly pending: boolean
  readonly disabled?: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Confirm({ title, verb, danger = false, pending, disabled = false, error, ...rest }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={rest.onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          rest.onConfirm()
        }}
      >
        {rest.children}
        {error ? <Failure error={error} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={rest.onClose}>Back</Button>
          <Button type="submit" kind={danger ? 'danger' : 'main'} disabled={pending || disabled}>
            {pending ? 'One moment …' : verb}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
