import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import { sessionQuery } from '../api/queries.ts'
import { isSignedOut } from '../api/problem.ts'
import { paths } from '../shared/paths.ts'
import { Loading, Missing } from '../shared/States.tsx'
import { useKeys } from '../shared/useKeys.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { Crash } from './Crash.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { LiveTasks } from './LiveTasks.tsx'
import { Navigation } from './Navigation.tsx'
import { Outdated } from './Outdated.tsx'

/** The frame of every screen but the sign-in; shows nothing without a session. */
export function Shell() {
  const location = useLocation()
  const session = useQuery(sessionQuery)
  if (session.data === null || isSignedOut(session.error)) {
    const reason = session.dataUpdatedAt > 0 || session.data === null ? 'over' : 'none'
    return <Navigate to={paths.signIn()} replace state={{ from: location.pathname + location.search, reason }} />
  }
  if (!session.data) return <Missing of={session} what="your session" />
  return <Frame user={session.data.user} tenant={session.data.tenant} />
}

function Frame({ user, tenant }: { user: string; tenant: string }) {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const navigate = useNavigate()
  const location = useLocation()
  useKeys({
    'mod+k': () => setOpen('palette'),
    '?': () => setOpen('help'),
    '/': () => void navigate(paths.tasks()),
    i: () => void navigate(paths.inbox()),
    t: () => void navigate(paths.tasks()),
    N: () => void navigate(paths.newTask()),
  })
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-surface focus:p-3">
        Skip to the content
      </a>
      <Navigation user={user} tenant={tenant} openPalette={() => setOpen('palette')} />
      <main id="content" tabIndex={-1} className="min-w-0 grow pb-20 outline-none md:pb-6">
        <Crash screen={location.pathname}>
          <Suspense fallback={<Loading what="the screen" />}>
            <Outlet />
          </Suspense>
        </Crash>
      </main>
      <LiveTasks />
      <Outdated />
      {open === 'palette' && <CommandPalette onClose={() => setOpen(null)} />}
      {open === 'help' && <KeyHelp onClose={() => setOpen(null)} />}
    </div>
  )
}
