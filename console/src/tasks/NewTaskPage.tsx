import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { execute } from '../api/commands.ts'
import { repositoriesQuery } from '../api/queries.ts'
import { Button } from '../shared/Button.tsx'
import { Choice, TextArea } from '../shared/Field.tsx'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { Failure, Notice } from '../shared/States.tsx'
import { useStored } from '../shared/useStored.ts'
import { MoreOptions } from './MoreOptions.tsx'
import { readForm } from './newTask.ts'

export default function NewTaskPage() {
  const [parameters] = useSearchParams()
  const [text, setText] = useStored('new-task', '')
  const [mistake, setMistake] = useState<string | null>(null)
  const key = useRef(newKey())
  const client = useQueryClient()
  const navigate = useNavigate()
  const handOver = useMutation({
    mutationFn: (form: FormData) => execute(readForm(form), key.current),
    onSuccess: (queued) => {
      setText('')
      void client.invalidateQueries({ queryKey: ['tasks'] })
      void navigate(paths.task(queued.taskId))
    },
    onError: () => {
      key.current = newKey()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setMistake(null)
    const form = new FormData(event.currentTarget)
    try {
      readForm(form)
    } catch (error) {
      return setMistake(String(error instanceof Error ? error.message : error))
    }
    handOver.mutate(form)
  }
  return (
    <Page title="New task">
      <form className="flex max-w-3xl flex-col gap-4" onSubmit={submit}>
        <TextArea
          label="What should be done?"
          hint="In plain words: what, why, and how one can see that it is done."
          name="task"
          rows={8}
          required
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
          }}
        />
        <RepositoryChoice initial={parameters.get('repository') ?? ''} />
        <label className="flex items-center gap-2">
          <input type="checkbox" name="requireApproval" defaultChecked className="size-4 accent-accent" />
          Wait for my approval before anything lands
        </label>
        <MoreOptions />
        {mistake && <Notice tone="bad">{mistake}</Notice>}
        {handOver.isError && <Failure error={handOver.error} />}
        <div>
          <Button type="submit" kind="main" disabled={handOver.isPending || text.trim() === ''}>
            {handOver.isPending ? 'Handing over …' : 'Hand over'}
          </Button>
        </div>
      </form>
    </Page>
  )
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')

function RepositoryChoice({ initial }: { initial: string }) {
  const repositories = useQuery(repositoriesQuery).data?.repositories
  if (repositories?.length === 0) {
    return (
      <Notice tone="waiting">
        <p>
          No repository is registered yet.{' '}
          <Link className="font-semibold underline" to={paths.repositories()}>
            Register one first
          </Link>
        </p>
      </Notice>
    )
  }
  return (
    <Choice key={repositories ? 'known' : 'loading'} label="Repository" name="repository" defaultValue={initial}>
      <option value="">The first one registered</option>
      {(repositories ?? []).map((repository) => (
        <option key={repository.name} value={repository.name}>
          {repository.name}
        </option>
      ))}
    </Choice>
  )
}
