import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { repositoriesQuery } from '../api/queries.ts'
import { Button } from '../shared/Button.tsx'
import { Page } from '../shared/Page.tsx'
import { Command, EmptyState, Missing } from '../shared/States.tsx'
import { RegisterDialog } from './RegisterDialog.tsx'
import { RepositoryCard } from './RepositoryCard.tsx'

export default function RepositoriesPage() {
  const [registering, setRegistering] = useState(false)
  const repositories = useQuery(repositoriesQuery)
  return (
    <Page
      title="Repositories"
      actions={
        <Button kind="main" onClick={() => setRegistering(true)}>
          Register a repository
        </Button>
      }
    >
      <Missing of={repositories} what="the repositories" />
      {repositories.data?.repositories.length === 0 && (
        <EmptyState title="No repository is registered">
          <p>Register one here, or from a terminal:</p>
          <Command>./journeyman repos add /path/to/repository</Command>
        </EmptyState>
      )}
      <ul className="grid gap-4 lg:grid-cols-2">
        {repositories.data?.repositories.map((repository) => (
          <RepositoryCard key={repository.name} repository={repository} />
        ))}
      </ul>
      {registering && <RegisterDialog onClose={() => setRegistering(false)} />}
    </Page>
  )
}
