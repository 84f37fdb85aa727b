import type { Repository, RepositoryChange } from '../api/types.ts'

/** What the form holds: texts, with one command, host, path or entry a line. */
export interface Settings {
  readonly targetBranch: string
  readonly way: string
  readonly opens: string
  readonly method: string
  readonly trailers: boolean
  readonly setup: string
  readonly verify: string
  readonly approvers: string
  readonly requesterMayApprove: boolean
  readonly alwaysAsk: string
  readonly maxChangedLines: string
  readonly deadlineMinutes: string
  readonly deploy: string
  readonly healthCheck: string
  readonly healthCheckSeconds: string
  readonly deploySecrets: string
  readonly deployNetwork: string
  readonly network: string
  readonly readOnlyPaths: string
  readonly caches: string
  readonly logs: string
  readonly dataSources: readonly Source[]
}

/** A data source; an empty password keeps the one that is stored. */
export interface Source {
  readonly name: string
  readonly url: string
  readonly user: string
  readonly password: string
}

export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const usualLanding = { way: 'branch', opens: 'review', method: 'squash', trailers: true } as const
const usualApproval = { approvers: 1, requesterMayApprove: true, alwaysAsk: [], maxChangedLines: null, deadlineMinutes: null }

export function formOf(repository: Repository): Settings {
  const landing = { ...usualLanding, ...repository.landing }
  const approval = { ...usualApproval, ...repository.approval }
  return {
    targetBranch: repository.targetBranch,
    way: landing.way,
    opens: landing.opens,
    method: landing.method,
    trailers: landing.trailers,
    setup: repository.setup.join('\n'),
    verify: repository.verify.join('\n'),
    approvers: String(approval.approvers),
    requesterMayApprove: approval.requesterMayApprove,
    alwaysAsk: approval.alwaysAsk.join('\n'),
    maxChangedLines: String(approval.maxChangedLines ?? ''),
    deadlineMinutes: String(approval.deadlineMinutes ?? ''),
    deploy: repository.deploy ?? '',
    healthCheck: repository.healthCheck ?? '',
    healthCheckSeconds: String(repository.healthCheckSeconds ?? ''),
    deploySecrets: (repository.deploySecrets ?? []).join('\n'),
    deployNetwork: (repository.deployNetwork ?? []).join('\n'),
    network: repository.network.join('\n'),
    readOnlyPaths: repository.readOnlyPaths.join('\n'),
    caches: repository.caches.map(({ tool, path }) => `${tool} ${path}`).join('\n'),
    logs: repository.logs.map(({ name, path }) => `${name} ${path}`).join('\n'),
    dataSources: repository.dataSources.map(({ name, url, user }) => ({ name, url, user, password: '' })),
  }
}

const whole = (text: string) => (text.trim() === '' ? null : Math.round(Number(text)))

/** The first word, and what follows it. */
function pair(line: string): readonly [string, string] {
  const at = line.search(/\s/)
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at).trim()]
}

const changeFrom = (form: Settings) => ({
  targetBranch: form.targetBranch.trim(),
  landing: { way: form.way, opens: form.opens, method: form.method, trailers: form.trailers },
  setup: lines(form.setup),
  verify: lines(form.verify),
  approval: {
    approvers: whole(form.approvers) ?? 1,
    requesterMayApprove: form.requesterMayApprove,
    alwaysAsk: lines(form.alwaysAsk),
    maxChangedLines: whole(form.maxChangedLines),
    deadlineMinutes: whole(form.deadlineMinutes),
  },
  deploy: form.deploy.trim() || null,
  healthCheck: form.healthCheck.trim() || null,
  healthCheckSeconds: whole(form.healthCheckSeconds),
  deploySecrets: lines(form.deploySecrets),
  deployNetwork: lines(form.deployNetwork),
  network: lines(form.network),
  readOnlyPaths: lines(form.readOnlyPaths),
  caches: lines(form.caches).map((line) => ({ tool: pair(line)[0], path: pair(line)[1] })),
  logs: lines(form.logs).map((line) => ({ name: pair(line)[0], path: pair(line)[1] })),
  dataSources: form.dataSources
    .filter(({ name, url }) => name.trim() !== '' || url.trim() !== '')
    .map(({ name, url, user, password }) => ({
      name: name.trim(),
      url: url.trim(),
      user: user.trim(),
      ...(password === '' ? {} : { password }),
    })),
})

/** Only what differs from what is kept; an empty command is null, which takes it away. The service checks the rest. */
export function changeOf(repository: Repository, form: Settings): RepositoryChange {
  const before: Readonly<Record<string, unknown>> = changeFrom(formOf(repository))
  const changed = Object.entries(changeFrom(form)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))
  return Object.fromEntries(changed) as RepositoryChange
}
