import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { tasksQuery } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { askForNotifications, canAskForNotifications } from '../shared/notification.ts'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { Command, EmptyState, Missing } from '../shared/States.tsx'
import { TaskRows } from '../shared/TaskRows.tsx'
import { useListKeys } from '../shared/useListKeys.ts'
import { needsPerson } from '../shared/tone.ts'

const needy = tasksQuery({ status: needsPerson.join(',') })
const running = tasksQuery({ status: 'queued,analyzing,planning,executing,verifying,learning,approved,rolling_back' })

export default function InboxPage() {
  const needs = useQuery(needy)
  useListKeys()
  return (
    <Page
      title="Inbox"
      actions={
        <>
          <NotificationButton />
          <Link className={buttonLook('main')} to={paths.newTask()}>
            New task
          </Link>
        </>
      }
    >
      <Missing of={needs} what="what needs you" />
      {needs.data && <Needs tasks={needs.data.tasks} />}
    </Page>
  )
}

function Needs({ tasks }: { tasks: readonly Task[] }) {
  const active = useQuery(running).data?.tasks ?? []
  const approvals = tasks.filter((task) => task.status === 'pending_approval')
  const failures = tasks.filter((task) => task.status !== 'pending_approval')
  return (
    <>
      {tasks.length === 0 && <NothingNeeded working={active.length} />}
      <TaskRows title="Waits for your approval" tasks={approvals} pathOf={(task) => paths.review(task.id)} />
      <TaskRows title="Failed; look and decide" tasks={failures} />
      <TaskRows title="Works without you" tasks={active} />
    </>
  )
}

function NothingNeeded({ working }: { working: number }) {
  return (
    <EmptyState title="Nothing needs you">
      {working > 0 ? (
        <p>Work goes on; what needs you will stand here.</p>
      ) : (
        <>
          <p>Hand over a task here, or from a terminal:</p>
          <Command>./journeyman run "Add a test for the empty cart"</Command>
        </>
      )}
    </EmptyState>
  )
}

function NotificationButton() {
  const [offered, setOffered] = useState(canAskForNotifications)
  if (!offered) return null
  return (
    <Button onClick={() => void askForNotifications().finally(() => setOffered(false))}>Notify me of approvals</Button>
  )
}
