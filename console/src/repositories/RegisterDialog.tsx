import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { registerRepository } from '../api/commands.ts'
import type { RepositoryRequest } from '../api/types.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { TextArea, TextField } from '../shared/Field.tsx'
import { lines } from './settings.ts'

export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const [location, setLocation] = useState('')
  const [name, setName] = useState('')
  const [branch, setBranch] = useState('')
  const [verify, setVerify] = useState('')
  const client = useQueryClient()
  const register = useMutation({
    mutationFn: () => registerRepository(requestOf(location, name, branch, verify)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['repositories'] })
      onClose()
    },
  })
  return (
    <Confirm
      title="Register a repository"
      verb="Register"
      pending={register.isPending}
      disabled={location.trim() === ''}
      error={register.error}
      onConfirm={() => register.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Location"
        hint="A path on the service’s machine, or an https or ssh address"
        required
        value={location}
        onChange={(event) => setLocation(event.target.value)}
      />
      <TextField label="Name" hint="From the location unless given" pattern="[A-Za-z0-9][A-Za-z0-9._\-]*" value={name} onChange={(event) => setName(event.target.value)} />
      <TextField label="Target branch" hint="The repository’s own unless given" value={branch} onChange={(event) => setBranch(event.target.value)} />
      <TextArea
        label="Checks"
        hint="One command a line, all of which must succeed; guessed from the tree unless given"
        rows={3}
        value={verify}
        onChange={(event) => setVerify(event.target.value)}
      />
    </Confirm>
  )
}

function requestOf(location: string, name: string, branch: string, verify: string): RepositoryRequest {
  const commands = lines(verify)
  return {
    location: location.trim(),
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(branch.trim() ? { targetBranch: branch.trim() } : {}),
    ...(commands.length > 0 ? { verify: commands } : {}),
  }
}
