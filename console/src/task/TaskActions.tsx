import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { cancelTask, pauseTask, resumeTask, retryTask } from '../api/commands.ts'
import { remember } from '../api/live.ts'
import { may } from '../api/may.ts'
import type { Task } from '../api/types.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { paths } from '../shared/paths.ts'
import { Failure } from '../shared/States.tsx'
import { RollbackDialog } from './RollbackDialog.tsx'

export function TaskActions({ task }: { task: Task }) {
  const [asking, setAsking] = useState<'cancel' | 'rollback' | null>(null)
  const client = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: (action: (id: string) => Promise<{ task: Task }>) => action(task.id),
    onSuccess: (outcome) => {
      remember(client, outcome.task)
      setAsking(null)
      if (outcome.task.id !== task.id) void navigate(paths.task(outcome.task.id))
    },
  })
  return (
    <>
      {task.tree && (
        <Link className={buttonLook(may.approve(task) ? 'main' : 'plain')} to={paths.review(task.id)}>
          {may.approve(task) ? 'Review' : 'Changes'}
        </Link>
      )}
      {may.pause(task) && <Button onClick={() => act.mutate(pauseTask)}>Pause</Button>}
      {may.resume(task) && (
        <Button kind="main" onClick={() => act.mutate(resumeTask)}>
          Go on
        </Button>
      )}
      {may.retry(task) && <Button onClick={() => act.mutate(retryTask)}>Try again</Button>}
      {may.rollback(task) && (
        <Button kind="danger" onClick={() => setAsking('rollback')}>
          Roll back
        </Button>
      )}
      {may.cancel(task) && (
        <Button kind="danger" onClick={() => setAsking('cancel')}>
          Cancel task
        </Button>
      )}
      {act.isError && asking === null && <Failure error={act.error} />}
      {asking === 'cancel' && (
        <Confirm
          title="Cancel this task?"
          verb="Cancel task"
          danger
          pending={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(cancelTask)}
          onClose={() => setAsking(null)}
        >
          <p>The running command is stopped and the work of the branch is given up. This cannot be taken back.</p>
        </Confirm>
      )}
      {asking === 'rollback' && <RollbackDialog task={task} onClose={() => setAsking(null)} />}
    </>
  )
}
