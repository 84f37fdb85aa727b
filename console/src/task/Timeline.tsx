import type { Task } from '../api/types.ts'
import { PlainText } from '../shared/PlainText.tsx'
import { useNow } from '../shared/Time.tsx'
import { duration } from '../shared/words.ts'
import type { Section } from './log.ts'
import { stagesOf, type Stage, type StageState } from './stages.ts'

const bars: Readonly<Record<StageState, string>> = {
  done: 'bg-good',
  now: 'bg-busy animate-pulse',
  failed: 'bg-bad',
  ahead: 'bg-line',
  skipped: 'bg-line',
}

const words: Readonly<Record<StageState, string>> = {
  done: 'done',
  now: 'now',
  failed: 'failed',
  ahead: 'to come',
  skipped: 'skipped',
}

/** The stages side by side, each as wide as it took; below each other on a phone. */
export function Timeline({ task, sections }: { task: Task; sections: readonly Section[] }) {
  const stages = stagesOf(task, sections, useNow())
  return (
    <ol aria-label="Stages" className="flex flex-col gap-2 md:flex-row md:gap-1">
      {stages.map((stage) => (
        <StageBar key={stage.name} stage={stage} />
      ))}
    </ol>
  )
}

function StageBar({ stage }: { stage: Stage }) {
  const weight = Math.min(4, 1 + Math.log10(1 + stage.milliseconds / 10_000) * 1.5)
  return (
    <li className="flex min-w-0 gap-2 md:flex-col md:gap-1" style={{ flexGrow: weight, flexBasis: 0 }}>
      <div aria-hidden="true" className={`w-1 shrink-0 rounded-full md:h-2 md:w-full ${bars[stage.state]}`} />
      <div className="min-w-0 md:pr-2">
        <p className={`text-xs ${stage.state === 'failed' ? 'font-bold text-bad' : 'font-semibold'}`}>
          {stage.name}
          <span className="sr-only">, {words[stage.state]}</span>
          {stage.milliseconds > 0 && <span className="font-normal text-soft"> {duration(stage.milliseconds)}</span>}
        </p>
        <p className={`line-clamp-3 text-xs wrap-anywhere ${stage.state === 'failed' ? 'font-bold text-bad' : 'text-soft'}`}>
          <PlainText>{stage.sentence}</PlainText>
        </p>
      </div>
    </li>
  )
}
