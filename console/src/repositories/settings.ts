import type { Repository, RepositoryChange } from '../api/types.ts'

/** What the form holds: texts, with one command, host or path a line. */
export interface Settings {
  readonly targetBranch: string
  readonly setup: string
  readonly verify: string
  readonly deploy: string
  readonly healthCheck: string
  readonly healthCheckSeconds: string
  readonly deploySecrets: string
  readonly deployNetwork: string
  readonly network: string
  readonly readOnlyPaths: string
}

export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const formOf = (repository: Repository): Settings => ({
  targetBranch: repository.targetBranch,
  setup: repository.setup.join('\n'),
  verify: repository.verify.join('\n'),
  deploy: repository.deploy ?? '',
  healthCheck: repository.healthCheck ?? '',
  healthCheckSeconds: String(repository.healthCheckSeconds ?? ''),
  deploySecrets: (repository.deploySecrets ?? []).join('\n'),
  deployNetwork: (repository.deployNetwork ?? []).join('\n'),
  network: repository.network.join('\n'),
  readOnlyPaths: repository.readOnlyPaths.join('\n'),
})

/** What an older service does not tell counts as nothing. */
const emptied = (value: unknown) => (Array.isArray(value) ? [] : null)

/** Only the fields that differ from what is kept; an empty command is null, which takes it away. */
export function changeOf(repository: Repository, form: Settings): RepositoryChange {
  const wanted: RepositoryChange = {
    targetBranch: form.targetBranch.trim(),
    setup: lines(form.setup),
    verify: lines(form.verify),
    deploy: form.deploy.trim() || null,
    healthCheck: form.healthCheck.trim() || null,
    healthCheckSeconds: Number(form.healthCheckSeconds) || null,
    deploySecrets: lines(form.deploySecrets),
    deployNetwork: lines(form.deployNetwork),
    network: lines(form.network),
    readOnlyPaths: lines(form.readOnlyPaths),
  }
  const changed = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(repository[name as keyof Repository] ?? emptied(value)),
  )
  return Object.fromEntries(changed)
}
