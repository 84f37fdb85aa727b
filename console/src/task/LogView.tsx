import { memo } from 'react'
import { NearWindow } from '../shared/NearWindow.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { instantText, statusWord } from '../shared/words.ts'
import { CallRow } from './CallRow.tsx'
import type { Live } from './live.ts'
import type { Call, Item, Line, Section } from './log.ts'
import { useFollowTail } from './useFollowTail.ts'
import { Button } from '../shared/Button.tsx'

interface Props {
  readonly sections: readonly Section[]
  readonly live: Live
  readonly running: boolean
}

/** The log of a task; it follows its end until someone scrolls up. */
export function LogView({ sections, live, running }: Props) {
  const { box, content, following, onScroll, jump } = useFollowTail(running)
  return (
    <div className="relative">
      <div
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-label="What happened"
        aria-live="off"
        tabIndex={0}
        className="flex max-h-[70dvh] flex-col gap-4 overflow-y-auto rounded-xl border border-line bg-page p-3"
      >
        <div ref={content} className="flex flex-col gap-4">
          {sections.map((section) => (
            <SectionView key={section.at + section.status} section={section} output={live.output} />
          ))}
          <LiveText live={live} />
        </div>
      </div>
      {running && !following && (
        <Button kind="main" className="absolute right-4 bottom-4 shadow-lg" onClick={jump}>
          Jump to live ↓
        </Button>
      )}
    </div>
  )
}

const SectionView = memo(function SectionView({ section, output }: { section: Section; output: Live['output'] }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="flex items-baseline gap-2 text-sm font-semibold">
        {statusWord(section.status)}
        <time dateTime={section.at} className="text-xs font-normal text-soft">
          {instantText(section.at)}
        </time>
      </h3>
      {groups(section.items).map((items, index) => (
        <Group key={items[0]?.seq ?? index} items={items} output={output} />
      ))}
    </section>
  )
})

const GROUP = 60
const LINE = 38

function groups(items: readonly Item[]): readonly (readonly Item[])[] {
  const all: (readonly Item[])[] = []
  for (let from = 0; from < items.length; from += GROUP) all.push(items.slice(from, from + GROUP))
  return all
}

/** A long log is made a part of the page only where someone looks. */
function Group({ items, output }: { items: readonly Item[]; output: Live['output'] }) {
  const views = items.map((item) => <ItemView key={`${item.seq}-${item.kind}`} item={item} output={output} />)
  return items.length < GROUP ? views : <NearWindow height={items.length * LINE}>{views}</NearWindow>
}

/** Of steps that are done at once each line says its own. */
function ItemView({ item, output }: { item: Item; output: Live['output'] }) {
  if (item.step === null) return <Plain item={item} output={output} />
  return (
    <div className="flex items-start gap-2">
      <span className="mt-1 shrink-0 rounded bg-sunken px-1.5 text-xs font-semibold text-soft">
        <span className="max-sm:sr-only">Step </span>
        {item.step}
      </span>
      <div className="min-w-0 grow">
        <Plain item={item} output={output} />
      </div>
    </div>
  )
}

function Plain({ item, output }: { item: Item; output: Live['output'] }) {
  if (item.kind === 'call') return <CallRow call={item} output={outputOf(item, output)} />
  if (item.kind === 'thought') return <Thought text={item.text} />
  return (
    <p className={`text-sm whitespace-pre-wrap wrap-anywhere ${looks[item.kind]}`}>
      <PlainText>{item.text}</PlainText>
    </p>
  )
}

/** Live output that names no call belongs to the one that runs. */
const outputOf = (call: Call, output: Live['output']) => output[call.id] ?? (call.result ? undefined : output[''])

function Thought({ text }: { text: string }) {
  return (
    <details className="text-sm text-soft">
      <summary className="text-xs">Thought</summary>
      <p className="mt-1 whitespace-pre-wrap wrap-anywhere italic">
        <PlainText>{text}</PlainText>
      </p>
    </details>
  )
}

const looks: Readonly<Record<Exclude<Line['kind'], 'thought'>, string>> = {
  step: 'mt-2 font-semibold',
  said: '',
  note: 'text-soft text-xs',
  person: 'rounded-md bg-accent-pale px-3 py-2 text-accent',
  trouble: 'rounded-md bg-waiting-pale px-3 py-2 text-waiting',
}

function LiveText({ live }: { live: Live }) {
  if (!live.text && !live.thinking) return null
  return (
    <div className="flex flex-col gap-2 text-sm whitespace-pre-wrap wrap-anywhere">
      {live.thinking && !live.text && (
        <p className="text-soft italic">
          <PlainText>{live.thinking}</PlainText>
        </p>
      )}
      {live.text && (
        <p>
          <PlainText>{live.text}</PlainText>
        </p>
      )}
    </div>
  )
}
