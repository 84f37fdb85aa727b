import type { AuditEntry, Capabilities, Health, Learning, Metrics, Repository, RepositoryCheck, Stats } from '../src/api/types.ts'
import { before, tasks } from './tasks.ts'

export const repositories: Repository[] = [
  { name: 'shop', location: 'https://git.example/team/shop.git', targetBranch: 'main', setup: ['mvn -q -o dependency:go-offline'], verify: ['mvn -q verify', 'npm run lint'], deploy: './deploy.sh', healthCheck: 'curl -fsS http://localhost:8080/health', healthCheckSeconds: 60, deploySecrets: ['REGISTRY_TOKEN'], deployNetwork: ['registry.example'], landing: { method: 'squash', trailers: true, way: 'branch', opens: 'review' }, approval: { approvers: 2, requesterMayApprove: true, alwaysAsk: ['migrations/**'], maxChangedLines: 800, deadlineMinutes: 1440 }, network: ['repo.maven.apache.org'], readOnlyPaths: [], caches: [{ tool: 'maven', path: '/srv/caches/m2' }], dataSources: [{ name: 'orders', url: 'jdbc:postgresql://db.example/orders', user: 'reader' }], logs: [{ name: 'shop', path: '/var/log/shop.log' }], createdAt: before(90_000) },
  { name: 'importer', location: '/srv/git/importer', targetBranch: 'trunk', setup: [], verify: [], network: [], deploy: null, healthCheck: null, readOnlyPaths: [], caches: [], dataSources: [], logs: [], createdAt: before(50_000) },
]

export const learnings: Learning[] = [
  { id: 'lrn-1', timestamp: before(400), task: 'Write a test for the empty cart', success: true, patterns: ['Amounts in this repository are cents in a long.', 'Tests run with mvn -q test -Dtest=Name.'], improvements: [], repository: 'shop', taskId: 'tsk-landed', timesUsed: 7, timesHelped: 6, lift: 0.21, disabled: null },
  { id: 'lrn-2', timestamp: before(900), task: 'Upgrade the payment library to version 9', success: false, patterns: ['PaymentTest needs a network host that the sandbox does not give.'], improvements: ['Ask for the host before planning the upgrade.'], repository: 'shop', taskId: 'tsk-failed', timesUsed: 2, timesHelped: 1, lift: null, disabled: null },
  { id: 'lrn-3', timestamp: before(4000), task: 'Cache the product pages', success: false, patterns: ['Prices change within a minute of an import.'], improvements: ['Never cache a price without an expiry.'], repository: 'shop', taskId: 'tsk-rolled', timesUsed: 9, timesHelped: 4, lift: -0.05, disabled: { by: 'jonas', at: before(200), reason: 'Imports are hourly since version 4.' } },
]

export const audit: AuditEntry[] = Array.from({ length: 14 }, (_, index) => ({
  id: `aud-${14 - index}`,
  at: before(index * 37),
  actor: index % 3 === 0 ? 'mira' : index % 3 === 1 ? 'jonas' : 'service',
  action: ['task.approved', 'task.submitted', 'task.landed', 'session.started', 'repository.changed'][index % 5] ?? 'task',
  address: index % 3 === 2 ? '' : '192.0.2.7',
  subject: index % 5 === 3 ? 'mira' : 'tsk-landed',
  detail: { tree: 'b1f4c0ffee', reason: 'Good.' },
  hash: `${(14 - index).toString(16).padStart(2, '0')}c4e1f0`.repeat(8),
  previousHash: index === 13 ? '' : `${(13 - index).toString(16).padStart(2, '0')}c4e1f0`.repeat(8),
}))

const metrics = (seed: number): Metrics => ({
  tasks: 3 + ((seed * 7) % 11),
  successRate: 0.7 + ((seed * 13) % 28) / 100,
  meanExecutionSeconds: 400 + ((seed * 97) % 700),
  approvalRate: 0.8 + ((seed * 5) % 18) / 100,
  rollbackRate: ((seed * 3) % 7) / 100,
  learnings: (seed * 2) % 6,
  recoveryRate: 0.5,
  costUsd: 2 + ((seed * 17) % 60) / 10,
})

export function stats(days: number): Stats {
  const day = (index: number) => before((days - index) * 1440).slice(0, 10)
  return {
    from: day(0),
    to: day(days),
    totals: { tasks: 214, successRate: 0.86, meanExecutionSeconds: 731, approvalRate: 0.91, rollbackRate: 0.03, learnings: 88, recoveryRate: 0.62, costUsd: 163.2 },
    days: Array.from({ length: days }, (_, index) => [
      { day: day(index), repository: 'shop', ...metrics(index + 1) },
      { day: day(index), repository: 'importer', ...metrics(index + 5) },
    ]).flat(),
    repositories: ['shop', 'importer', 'a-repository-with-a-name-that-is-much-longer-than-most'].map((repository, index) => ({ repository, ...metrics(4 + 3 * index), costUsd: index === 2 ? null : 111 - 60 * index })),
    people: ['mira', 'jonas', 'continuous-integration@build.example'].map((person, index) => ({ person, ...metrics(9 - 4 * index), costUsd: 98.4 / (index + 1) ** 1.6 })),
  }
}

export const state: { stop: Health['emergencyStop'] } = { stop: null }

export function health(): Health {
  const all = [...tasks.values()]
  const count = (...states: string[]) => all.filter((task) => states.includes(task.status)).length
  return {
    status: 'healthy',
    problems: [],
    agent: { initialized: true, capabilities: 9, apiKeyConfigured: true, model: 'claude-sonnet-5' },
    tasks: { total: all.length, queued: count('queued'), running: count('executing', 'analyzing'), pendingApproval: count('pending_approval'), completed: count('completed') },
    learnings: { total: 88, successful: 61 },
    sandbox: { kind: 'bubblewrap', isolated: true, version: '0.8.0' },
    database: { status: 'up', version: '18.6', embedded: true },
    emergencyStop: state.stop ?? null,
  }
}

export const capabilities: Capabilities = {
  actions: ['read_file', 'write_file', 'execute_bash', 'search_codebase', 'run_tests', 'deploy_code', 'query_database', 'analyze_logs', 'generate_reports'],
  features: { autonomousExecution: true, selfHealing: true, learningEngine: true, rollbackSupport: true, humanInTheLoop: true, progressStreaming: true, extendedThinking: true },
  limits: { maxTaskDuration: 3_600_000, maxFileSize: 10_485_760, supportedLanguages: ['java', 'typescript', 'python'], maxConcurrentTasks: 5 },
  integrations: { bigQuery: false, github: true, redis: false, anthropic: true },
  actionStatus: { read_file: { available: true, reason: null }, query_database: { available: false, reason: 'No repository has a data source. Add one under dataSources.' } },
}

export const checked = (repository: string): RepositoryCheck => ({
  repository,
  commit: '4be1f00d4be1f00d4be1f00d4be1f00d4be1f00d',
  tree: 'b1f4c0ffee5ca1ab1e0ddba11fee1900d5eed001',
  outcome: 'FAILED',
  explanation: '`npm run lint` ended with 1.',
  checks: [
    { command: 'mvn -q verify', exitCode: 0, durationMs: 48_200, executed: 128, failing: [], flaky: ['shop.CartTest.slowNetwork'], output: 'BUILD SUCCESS' },
    { command: 'npm run lint', exitCode: 1, durationMs: 6_100, executed: 0, failing: [], flaky: [], output: 'src/cart.ts:3:1 Unexpected console statement' },
  ],
})
