import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { archiveRepository } from '../api/commands.ts'
import { Button } from '../shared/Button.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { paths } from '../shared/paths.ts'

export function Archive({ name }: { name: string }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const archive = useMutation({
    mutationFn: () => archiveRepository(name),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['repositories'] })
      void navigate(paths.repositories())
    },
  })
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        Archive
      </Button>
      {asking && (
        <Confirm
          title={`Archive ${name}?`}
          verb="Archive"
          danger
          pending={archive.isPending}
          error={archive.error}
          onConfirm={() => archive.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>It takes no new tasks. Its tasks stay readable, and the repository itself is not touched.</p>
        </Confirm>
      )}
    </>
  )
}
