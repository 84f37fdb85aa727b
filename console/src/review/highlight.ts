/** A line as runs of the same class; an empty class is plain. */
export type ColouredLine = readonly (readonly [className: string, text: string])[]

export interface HighlightRequest {
  readonly id: number
  readonly language: string
  readonly lines: readonly string[]
}

export interface HighlightResult {
  readonly id: number
  readonly lines: readonly ColouredLine[]
}

let worker: Worker | undefined
let nextId = 1
const waiting = new Map<number, (lines: readonly ColouredLine[]) => void>()

/** Colours lines in a worker, never on the page's own thread. Empty when the language is not known. */
export function highlight(language: string, lines: readonly string[]): Promise<readonly ColouredLine[]> {
  const id = nextId++
  const request: HighlightRequest = { id, language, lines }
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    theWorker().postMessage(request)
  })
}

function theWorker(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', (event: MessageEvent<HighlightResult>) => {
    waiting.get(event.data.id)?.(event.data.lines)
    waiting.delete(event.data.id)
  })
  return worker
}
