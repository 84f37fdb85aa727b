import type { Reviewed } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Ago } from '../shared/Time.tsx'

interface Props {
  readonly last: Reviewed
  readonly narrow: boolean
  readonly onChange: (narrow: boolean) => void
}

/** All changes, or those since one's own last review. */
export function Extent({ last, narrow, onChange }: Props) {
  return (
    <div role="group" aria-label="Which changes" className="flex flex-wrap items-center gap-2">
      <Button aria-pressed={!narrow} className={narrow ? '' : pressed} onClick={() => onChange(false)}>
        All changes
      </Button>
      <Button aria-pressed={narrow} className={narrow ? pressed : ''} onClick={() => onChange(true)}>
        Since my last review
      </Button>
      <span className="text-xs text-soft">
        which was <Ago at={last.at} />
      </span>
    </div>
  )
}

const pressed = 'bg-accent-pale! text-accent! border-accent!'
