import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { tasksQuery } from '../api/queries.ts'
import type { TaskPage } from '../api/types.ts'
import { buttonLook } from '../shared/Button.tsx'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { Command, EmptyState, Missing } from '../shared/States.tsx'
import { TaskRows } from '../shared/TaskRows.tsx'
import { useListKeys } from '../shared/useListKeys.ts'
import { plural } from '../shared/words.ts'
import { BulkCancel } from './BulkCancel.tsx'
import { filterOf, isFiltered, readSearch, type Search } from './search.ts'
import { TaskFilters } from './TaskFilters.tsx'

export default function TasksPage() {
  const [parameters] = useSearchParams()
  const search = readSearch(parameters)
  const tasks = useQuery(tasksQuery(filterOf(search)))
  useListKeys()
  return (
    <Page
      title="Tasks"
      actions={
        <Link className={buttonLook('main')} to={paths.newTask()}>
          New task
        </Link>
      }
    >
      <TaskFilters search={search} />
      <Missing of={tasks} what="tasks" />
      {tasks.data && <TaskPageView page={tasks.data} search={search} />}
    </Page>
  )
}

function TaskPageView({ page, search }: { page: TaskPage; search: Search }) {
  if (page.tasks.length === 0) return <NoTasks filtered={isFiltered(search)} />
  const { nextCursor, total } = page.pagination
  return (
    <>
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-soft" role="status">
          {plural(total, 'task')}
        </p>
        {isFiltered(search) && <BulkCancel tasks={page.tasks} />}
      </div>
      <TaskRows tasks={page.tasks} />
      <div className="flex justify-between">
        {search.cursor ? (
          <Link className={buttonLook()} to={paths.tasks({ ...search, cursor: '' })}>
            Newest
          </Link>
        ) : (
          <span />
        )}
        {nextCursor && (
          <Link className={buttonLook()} to={paths.tasks({ ...search, cursor: nextCursor })}>
            Older
          </Link>
        )}
      </div>
    </>
  )
}

function NoTasks({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState title="No task fits these filters">
        <Link className="text-accent underline" to={paths.tasks()}>
          Show all tasks
        </Link>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No tasks yet">
      <p>Hand one over here, or from a terminal:</p>
      <Command>./journeyman run "Add a test for the empty cart"</Command>
    </EmptyState>
  )
}
