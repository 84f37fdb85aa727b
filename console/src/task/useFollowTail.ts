import { useEffect, useRef, useState, type RefObject } from 'react'

interface Tail {
  readonly box: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  readonly following: boolean
  readonly onScroll: () => void
  readonly jump: () => void
}

const NEAR = 48

/** Keeps a scrolling box at its end while its content grows, until the reader scrolls up. */
export function useFollowTail(active: boolean): Tail {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  useEffect(() => {
    const element = content.current
    if (!active || !following || !element) return
    const observer = new ResizeObserver(() => toEnd(box.current))
    observer.observe(element)
    return () => observer.disconnect()
  }, [active, following])
  return {
    box,
    content,
    following,
    onScroll: () => {
      const element = box.current
      if (element) setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR)
    },
    jump: () => {
      toEnd(box.current)
      setFollowing(true)
    },
  }
}

function toEnd(element: HTMLElement | null): void {
  if (element) element.scrollTop = element.scrollHeight
}
