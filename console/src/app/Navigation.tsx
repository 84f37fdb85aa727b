import { NavLink } from 'react-router'
import { useWaiting } from '../api/useWaiting.ts'
import { Button } from '../shared/Button.tsx'
import { places, type Place } from './places.ts'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { useSignOut } from './useSignOut.ts'

interface Props {
  readonly user: string
  readonly tenant: string
  readonly openPalette: () => void
}

export function Navigation({ user, tenant, openPalette }: Props) {
  const waiting = useWaiting()
  const leave = useSignOut()
  return (
    <>
      <header className="flex shrink-0 flex-col border-line md:sticky md:top-0 md:h-dvh md:w-56 md:border-r md:p-3">
        <div className="flex items-center gap-2 p-3 md:px-2">
          <img src="/mark.svg" alt="" width={24} height={24} />
          <span className="grow font-semibold">Journeyman</span>
          <Button kind="ghost" onClick={openPalette}>
            <span className="sr-only">Search and commands </span>
            <span aria-hidden="true" className="text-lg leading-none">
              ⌕
            </span>
            <kbd className="hidden font-sans text-soft md:inline">⌘K</kbd>
          </Button>
        </div>
        <nav aria-label="Screens" className="hidden flex-col gap-0.5 md:flex">
          {places.map((place) => (
            <SideLink key={place.path} place={place} count={place.name === 'Inbox' ? waiting : 0} />
          ))}
        </nav>
        <div className="mt-auto hidden flex-col gap-2 px-2 text-xs text-soft md:flex">
          <ThemeSwitch />
          <p className="truncate" title={`${user}, tenant ${tenant}`}>
            {user} · {tenant}
          </p>
          <Button onClick={leave}>Sign out</Button>
        </div>
      </header>
      <PhoneBar waiting={waiting} openPalette={openPalette} />
    </>
  )
}

function Count({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className="rounded-full bg-waiting px-1.5 text-xs font-semibold text-surface">
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  )
}

function SideLink({ place, count }: { place: Place; count: number }) {
  return (
    <NavLink
      to={place.path}
      end={place.path === '/' || place.path === '/tasks'}
      className={({ isActive }) =>
        `flex items-center gap-2.5 rounded-md px-2 py-1.5 ${isActive ? 'bg-accent-pale font-semibold text-accent' : 'text-ink hover:bg-sunken'}`
      }
    >
      <span aria-hidden="true" className="w-4 text-center">
        {place.mark}
      </span>
      <span className="grow">{place.name}</span>
      <Count count={count} />
    </NavLink>
  )
}

function PhoneBar({ waiting, openPalette }: { waiting: number; openPalette: () => void }) {
  return (
    <nav
      aria-label="Screens"
      className="fixed inset-x-0 bottom-0 z-10 flex justify-around border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.slice(0, 3).map((place) => (
        <NavLink
          key={place.path}
          to={place.path}
          end
          className={({ isActive }) =>
            `flex min-h-14 grow flex-col items-center justify-center text-xs ${isActive ? 'font-semibold text-accent' : 'text-soft'}`
          }
        >
          <span aria-hidden="true" className="text-base leading-5">
            {place.mark}
          </span>
          <span className="flex gap-1">
            {place.name}
            <Count count={place.name === 'Inbox' ? waiting : 0} />
          </span>
        </NavLink>
      ))}
      <button type="button" onClick={openPalette} className="flex min-h-14 grow flex-col items-center justify-center text-xs text-soft">
        <span aria-hidden="true" className="text-base leading-5">
          ⋯
        </span>
        More
      </button>
    </nav>
  )
}
