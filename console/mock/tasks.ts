import type { Task } from '../src/api/types.ts'

const MINUTE = 60_000
export const start = Date.now()
export const before = (minutes: number) => new Date(start - minutes * MINUTE).toISOString()

export const tree = 'b1f4c0ffee5ca1ab1e0ddba11fee1900d5eed001'

const usage = { inputTokens: 18_400, outputTokens: 9_210, cacheReadTokens: 412_000, cacheWriteTokens: 38_000, turns: 21 }

export function task(id: string, text: string, rest: Partial<Task> = {}): Task {
  return {
    id,
    task: text,
    context: null,
    requireApproval: true,
    priority: 'normal',
    status: 'queued',
    currentStep: null,
    progress: 0,
    completedSteps: 0,
    eta: null,
    plan: null,
    analysis: null,
    result: null,
    error: null,
    errorDetail: null,
    recovery: null,
    usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, turns: 0 },
    costUsd: 0,
    timeout: 3_600_000,
    budget: null,
    model: 'claude-sonnet-5',
    effort: 'medium',
    repository: 'shop',
    targetBranch: 'main',
    branch: `journeyman/${id}`,
    baseCommit: '4be1f00d4be1f00d4be1f00d4be1f00d4be1f00d',
    headCommit: null,
    tree: null,
    availableActions: ['cancel', 'pause', 'message'],
    createdBy: 'mira',
    createdAt: before(30),
    updatedAt: before(2),
    startedAt: before(29),
    completedAt: null,
    approvals: [],
    approvalsRequired: 1,
    paused: null,
    retryOf: null,
    approvedBy: null,
    approvedAt: null,
    approvalReason: null,
    rejectedBy: null,
    rejectedAt: null,
    rejectionReason: null,
    deployedAt: null,
    deployedCommit: null,
    rollbackInitiatedBy: null,
    rollbackReason: null,
    rolledBackAt: null,
    cancelledBy: null,
    cancelledAt: null,
    failedAt: null,
    ...rest,
  }
}

const plan: NonNullable<Task['plan']> = {
  totalSteps: 4,
  steps: [
    { action: 'write_file', target: 'src/main/java/shop/Cart.java', description: 'Refuse negative amounts in Cart', status: 'completed', check: 'mvn -q test -Dtest=CartTest' },
    { action: 'write_file', target: 'src/test/java/shop/CartTest.java', description: 'Test the empty cart and negative amounts', status: 'completed', check: 'mvn -q test -Dtest=CartTest' },
    { action: 'execute_bash', target: 'mvn verify', description: 'Run the whole build', status: 'running', check: 'mvn -q verify' },
    { action: 'write_file', target: 'CHANGELOG.md', description: 'Write the change down', status: 'pending', check: 'grep -q "negative" CHANGELOG.md' },
  ],
}

const allDone: NonNullable<Task['plan']> = { ...plan, steps: plan.steps.map((step) => ({ ...step, status: 'completed' })) }

export const verification: NonNullable<NonNullable<Task['result']>['verification']> = {
  base: '4be1f00d4be1f00d4be1f00d4be1f00d4be1f00d',
  head: 'c0de00d5c0de00d5c0de00d5c0de00d5c0de00d5',
  tree,
  passed: true,
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  outcome: 'VERIFIED',
  explanation: '128 tests passed, 3 of which failed before.',
  addedTests: { files: ['src/test/java/shop/CartTest.java'], holds: true, explanation: 'The new tests fail on the source before the change.', executed: 3, failing: ['shop.CartTest.refusesNegativeAmounts'] },
  oldTests: { files: ['src/test/java/shop/CartTest.java'], holds: false, explanation: 'A test as it was before fails on the changed source.', executed: 9, failing: ['shop.CartTest.takesAnyAmount'] },
  warnings: [{ path: 'src/test/java/shop/CartTest.java', line: 21, severity: 'warning', text: 'An assertion was taken out.' }],
  checks: [
    { command: 'mvn -q verify', exitCode: 0, durationMs: 48_200, executed: 128, failing: [], flaky: ['shop.CheckoutTest.paysInTime'], output: 'Tests run: 128, Failures: 0, Errors: 0, Skipped: 2\nBUILD SUCCESS' },
    { command: 'npm run lint', exitCode: 0, durationMs: 6_100, output: '' },
  ],
  tests: { run: 128, passed: 126, failed: 0, skipped: 2 },
  review: {
    verdict: 'approve',
    summary: 'The change does what was asked. The new exception names the amount.',
    findings: [{ severity: 'minor', path: 'src/main/java/shop/Cart.java', line: 14, message: 'The message could name the cart as well.' }],
  },
  verifiedAt: before(4),
}

const result: NonNullable<Task['result']> = {
  success: true,
  output: 'Cart refuses negative amounts; three tests were added.',
  changes: ['src/main/java/shop/Cart.java', 'src/test/java/shop/CartTest.java', 'CHANGELOG.md'],
  learnings: ['Amounts in this repository are cents in a long.'],
  verification,
}

const done = { progress: 100, completedSteps: 4, plan: allDone, result, tree, usage, costUsd: 0.84, headCommit: 'c0de00d5c0de00d5' }

export const tasks = new Map<string, Task>(
  [
    task('tsk-running', 'Make the cart refuse negative amounts\n\nCart.add takes any amount today. It must refuse a negative one with an exception that names the amount, and the tests must show it.', {
      status: 'executing', currentStep: 'Run the whole build', progress: 60, completedSteps: 2, plan, usage, costUsd: 0.42, eta: 190,
      analysis: 'Cart.java holds the amounts. Callers: Checkout, Refund. Refund relies on positive amounts already.',
      budget: { maxCostUsd: 2 },
    }),
    task('tsk-both', 'Teach the importer to skip empty files, with tests and a page of the manual', {
      status: 'executing', currentStep: 'Working on steps 2 and 3', progress: 55, completedSteps: 1, usage, costUsd: 0.21, repository: 'importer', createdBy: 'jonas', updatedAt: before(10),
      plan: { totalSteps: 4, steps: ['Skip empty files', 'Write the importer’s tests', 'Write the importer’s manual page', 'Run the whole build'].map((description, index) => ({ action: 'write_file', target: null, description, status: (['completed', 'running', 'running', 'pending'] as const)[index] ?? 'pending', check: null })) },
    }),
    task('tsk-review', 'Add rate limiting to the public search endpoint', { ...done, approvalsRequired: 2, approvals: [{ by: 'jonas', at: before(3), reason: 'The limit is right.', tree, carriedOver: null, stands: true }], approvalReasons: ['.github/workflows/build.yml runs code later.', 'Flaky tests: shop.CheckoutTest.paysInTime'], approvalDeadline: before(-1400), status: 'pending_approval', availableActions: ['approve', 'reject', 'review', 'cancel'], updatedAt: before(4), eta: null }),
    task('tsk-large', 'Rename the customer module to account, everywhere', { ...done, status: 'pending_approval', availableActions: ['approve', 'reject', 'review', 'cancel'], createdBy: 'jonas', priority: 'high', updatedAt: before(55), result: { ...result, verification: { ...verification, passed: false, checks: [], tests: null, review: null } } }),
    task('tsk-failed', 'Upgrade the payment library to version 9', {
      status: 'failed', progress: 0, failedAt: before(80), updatedAt: before(80), usage, costUsd: 1.9, availableActions: ['retry'], plan, completedSteps: 2,
      error: 'The step "Run the whole build" failed its check three times: two tests of PaymentTest need a network that the sandbox does not give.',
      errorDetail: { category: 'check_failed', remedy: 'Allow sandbox.payments.example in the repository’s network list, or mark the tests as integration tests, then try again.', retryable: true },
    }),
    task('tsk-landed', 'Write a test for the empty cart', { ...done, status: 'completed', availableActions: ['rollback'], updatedAt: before(300), completedAt: before(300), startedAt: before(318), deployedAt: before(300), deployedCommit: 'feedbeeffeedbeef', approvals: [{ by: 'mira', at: before(301), reason: 'Good.', tree, carriedOver: null, stands: true }] }),
    task('tsk-long', 'Bring every page of the manual up to date', { ...done, status: 'rolled_back', availableActions: [], rolledBackAt: before(500), createdBy: 'jonas', updatedAt: before(500) }),
    task('tsk-queued', 'Translate the error messages of the importer into German', { createdBy: 'jonas', priority: 'low', repository: 'importer', startedAt: null }),
    task('tsk-paused', 'Find out why the nightly report is slow', { status: 'analyzing', progress: 10, paused: { by: 'jonas', at: before(20) }, availableActions: ['resume', 'cancel', 'message'], repository: 'reports', usage, costUsd: 0.11 }),
    task('tsk-rolled', 'Cache the product pages', { ...done, status: 'rolled_back', availableActions: ['retry'], updatedAt: before(2000), rollbackInitiatedBy: 'mira', rollbackReason: 'Prices were stale for ten minutes.', rolledBackAt: before(2000) }),
    task('tsk-hostile', '<script>alert(1)</script> fix the \u202Eeman elif\u202C of <img src=x onerror=alert(1)>', { status: 'cancelled', cancelledBy: 'mira', cancelledAt: before(3000), updatedAt: before(3000), availableActions: [] }),
  ].map((each) => [each.id, each]),
)

export const over = (status: Task['status']) => ['completed', 'failed', 'cancelled', 'rolled_back'].includes(status)
