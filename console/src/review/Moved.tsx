import { sentenceFor } from '../api/problem.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'

interface MovedProps {
  readonly error: unknown
  readonly onReload: () => void
  readonly onClose: () => void
}

/** What was looked at is not what waits any more; nothing was decided. */
export function Moved({ error, onReload, onClose }: MovedProps) {
  return (
    <Dialog title="The work has changed" onClose={onClose}>
      <p>{sentenceFor(error)}</p>
      <p>Nothing was decided. Load what waits now; files that did not change stay ticked.</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Back</Button>
        <Button
          kind="main"
          onClick={() => {
            onReload()
            onClose()
          }}
        >
          Load the new changes
        </Button>
      </div>
    </Dialog>
  )
}
