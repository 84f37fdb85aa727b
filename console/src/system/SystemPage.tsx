import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { capabilitiesQuery, healthQuery } from '../api/queries.ts'
import type { Capabilities, Health } from '../api/types.ts'
import { Badge } from '../shared/Badge.tsx'
import { Card, Page } from '../shared/Page.tsx'
import { Failure, Loading, Notice } from '../shared/States.tsx'
import { EmergencyButton, EmergencyNotice } from './Emergency.tsx'
import { lineOf } from './details.ts'

export default function SystemPage() {
  const health = useQuery(healthQuery)
  const capabilities = useQuery(capabilitiesQuery)
  return (
    <Page title="Health" actions={health.data && <EmergencyButton stopped={health.data.emergencyStop?.stopped ?? false} />}>
      {health.isError && <Failure error={health.error} retry={() => void health.refetch()} />}
      {health.isPending && <Loading what="the health" />}
      {health.data && <Vitals health={health.data} />}
      {capabilities.data && <Abilities capabilities={capabilities.data} />}
    </Page>
  )
}

function Vitals({ health }: { health: Health }) {
  const { agent, tasks } = health
  return (
    <>
      {health.emergencyStop?.stopped && <EmergencyNotice stop={health.emergencyStop} />}
      {(health.problems ?? []).map((problem) => (
        <Notice key={problem} tone="bad">
          {problem}
        </Notice>
      ))}
      {!agent.apiKeyConfigured && (
        <Notice tone="waiting">
          No key for the model is set, so no task can be handed over. Set ANTHROPIC_API_KEY and start the service again.
        </Notice>
      )}
      <Card>
        <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2">
          <Row name="Service">
            <Badge tone={health.status === 'healthy' ? 'good' : 'bad'}>{health.status === 'healthy' ? 'Healthy' : 'Unhealthy'}</Badge>
          </Row>
          <Row name="Agent">{agent.model ?? (agent.initialized ? 'ready' : 'not ready')}</Row>
          <Row name="Tasks">
            {tasks.running} at work, {tasks.queued} queued, {tasks.pendingApproval} wait for approval, {tasks.completed} landed,{' '}
            {tasks.total} in all
          </Row>
          <Row name="Learnings">
            {health.learnings.total}, of them {health.learnings.successful} from successes
          </Row>
          <Row name="Sandbox">{lineOf(health.sandbox)}</Row>
          <Row name="Database">{lineOf(health.database)}</Row>
        </dl>
      </Card>
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

const integrationNames: Readonly<Record<string, string>> = { anthropic: 'Anthropic', bigQuery: 'BigQuery', github: 'GitHub', redis: 'Redis' }

function Abilities({ capabilities }: { capabilities: Capabilities }) {
  const { actions, actionStatus, integrations } = capabilities
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Card title="What the agent can do">
        <ul className="flex flex-col gap-1.5">
          {actions.map((action) => {
            const status = actionStatus[action]
            const off = status?.available === false
            return (
              <li key={action}>
                <span aria-hidden="true">{off ? '○' : '✓'} </span>
                {action.replaceAll('_', ' ')}
                {off && <span className="block text-xs text-waiting">Not available. {status.reason}</span>}
              </li>
            )
          })}
        </ul>
      </Card>
      <Card title="Integrations">
        <ul className="flex flex-col gap-1.5">
          {Object.entries(integrations).map(([name, works]) => (
            <li key={name}>
              <span aria-hidden="true">{works ? '✓' : '○'} </span>
              {integrationNames[name] ?? name}
              <span className="text-soft">{works ? '' : ', off'}</span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
