import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'

/** Shows a signing secret, this once. Only its button closes it: a click beside it would lose the secret. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = () => {
    // Over plain http from another machine a browser has no clipboard.
    const written = navigator.clipboard?.writeText(secret) ?? Promise.reject(new Error('no clipboard'))
    void written.then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <Dialog title="The signing secret" onClose={() => undefined}>
      <p>Give it to the receiver, which proves with it that a message is ours. It is shown this once and never again.</p>
      <code
        tabIndex={0}
        aria-label="The secret"
        className="rounded-md bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere select-all"
      >
        {secret}
      </code>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span role="status" className="grow text-xs text-soft">
          {copied === true && 'Copied.'}
          {copied === false && 'This browser does not let the page copy it: select it and copy it yourself.'}
        </span>
        <Button onClick={copy}>Copy</Button>
        <Button kind="main" onClick={onClose}>
          I have kept it
        </Button>
      </div>
    </Dialog>
  )
}
