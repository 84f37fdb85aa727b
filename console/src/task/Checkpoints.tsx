import { useQuery } from '@tanstack/react-query'
import { checkpointsQuery } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { Card } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { Ago } from '../shared/Time.tsx'
import { short } from '../shared/words.ts'

/** The commits after finished steps, the newest first: where work goes on after a restart. */
export function Checkpoints({ task }: { task: Task }) {
  const done = `${task.completedSteps} ${task.headCommit ?? ''} ${task.status}`
  const found = useQuery(checkpointsQuery(task.id, done)).data?.checkpoints ?? []
  if (found.length === 0) return null
  return (
    <Card title="Checkpoints">
      <ol className="flex max-h-72 flex-col gap-2 overflow-y-auto" tabIndex={0} aria-label="Checkpoints, the newest first">
        {found.toReversed().map((checkpoint) => (
          <li key={checkpoint.commit} className="flex flex-col">
            <span className="wrap-anywhere">
              <PlainText>{checkpoint.message ?? `Step ${checkpoint.step ?? ''}`}</PlainText>
            </span>
            <span className="text-xs text-soft">
              <code title={checkpoint.commit}>{short(checkpoint.commit)}</code>, <Ago at={checkpoint.createdAt} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
