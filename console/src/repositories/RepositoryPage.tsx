import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { repositoriesQuery } from '../api/queries.ts'
import type { Repository } from '../api/types.ts'
import { buttonLook } from '../shared/Button.tsx'
import { Page } from '../shared/Page.tsx'
import { paths } from '../shared/paths.ts'
import { EmptyState, Missing } from '../shared/States.tsx'
import { Archive } from './Archive.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import { TryIt } from './TryIt.tsx'

export default function RepositoryPage() {
  const name = useParams().name ?? ''
  const repositories = useQuery(repositoriesQuery)
  if (!repositories.data) return <Missing of={repositories} what="the repository" />
  const found = repositories.data.repositories.find((repository) => repository.name === name)
  return found ? <RepositoryView key={found.name} repository={found} /> : <NoRepository name={name} />
}

function NoRepository({ name }: { name: string }) {
  return (
    <Page title={name}>
      <EmptyState title="There is no such repository">
        <p>It may be archived.</p>
        <Link className="text-accent underline" to={paths.repositories()}>
          All repositories
        </Link>
      </EmptyState>
    </Page>
  )
}

function RepositoryView({ repository }: { repository: Repository }) {
  const { name } = repository
  return (
    <Page
      title={name}
      actions={
        <>
          <Link className={buttonLook('main')} to={paths.newTask({ repository: name })}>
            New task
          </Link>
          <Link className={buttonLook()} to={paths.tasks({ repository: name })}>
            Its tasks
          </Link>
          <Archive name={name} />
        </>
      }
    >
      <p className="-mt-3 font-mono text-xs text-soft wrap-anywhere">{repository.location}</p>
      <TryIt name={name} />
      <SettingsForm key={JSON.stringify(repository)} repository={repository} />
    </Page>
  )
}
