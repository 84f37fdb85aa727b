import { useKeys } from './useKeys.ts'

function move(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const first = step === 1 ? 0 : rows.length - 1
  const next = rows[at < 0 ? first : at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** `j` and `k` move the focus over the links marked `data-row`; Enter is the link's own. Once a page. */
export function useListKeys(): void {
  useKeys({ j: () => move(1), k: () => move(-1) })
}
