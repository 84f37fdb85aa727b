import type { FormEvent, ReactNode } from 'react'
import { Check, Choice, TextArea, TextField } from '../shared/Field.tsx'
import type { Settings } from './settings.ts'

export interface SectionProps {
  readonly form: Settings
  readonly set: (next: Partial<Settings>) => void
}

type TextName = { [Name in keyof Settings]: Settings[Name] extends string ? Name : never }[keyof Settings]

const field = ({ form, set }: SectionProps, name: TextName) => ({
  value: form[name],
  onChange: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => set({ [name]: event.currentTarget.value }),
})

export function Section({ title, intro, children }: { title: string; intro?: string; children: ReactNode }) {
  return (
    <fieldset className="rounded-xl border border-line bg-surface p-4">
      <legend className="float-left mb-1 w-full font-semibold">{title}</legend>
      <div className="clear-both grid gap-4 sm:grid-cols-2">
        {intro && <p className="text-soft sm:col-span-2">{intro}</p>}
        {children}
      </div>
    </fieldset>
  )
}

export function BranchSettings(props: SectionProps) {
  return (
    <Section title="Landing">
      <TextField label="Target branch" hint="Where approved work lands" required {...field(props, 'targetBranch')} />
      <Choice label="Method" hint="How the work becomes part of it" {...field(props, 'method')}>
        <option value="squash">One commit a task</option>
        <option value="rebase">Its commits, one after the other</option>
        <option value="merge">A merge commit</option>
      </Choice>
      <Choice label="Way" hint="Who moves the branch" {...field(props, 'way')}>
        <option value="branch">The service itself</option>
        <option value="pull_request">GitHub, by a pull request</option>
      </Choice>
      {props.form.way === 'pull_request' && (
        <Choice label="Pull requests are opened" hint="Opened early, they start GitHub’s workflows on a change nobody has read" {...field(props, 'opens')}>
          <option value="review">When a change waits for approval</option>
          <option value="approval">Once it is approved</option>
        </Choice>
      )}
      <Check
        className="sm:col-span-2"
        label="End commits with Task-Id and Approved-by"
        checked={props.form.trailers}
        onChange={(event) => props.set({ trailers: event.target.checked })}
      />
    </Section>
  )
}

export function CheckSettings(props: SectionProps) {
  return (
    <Section title="Verification" intro="The service runs these itself, in a fresh sandbox; the agent’s word does not count.">
      <TextArea label="Set up" hint="One command a line; prepares a fresh tree" rows={4} {...field(props, 'setup')} />
      <TextArea label="Checks" hint="One command a line, all of which must succeed" rows={4} {...field(props, 'verify')} />
    </Section>
  )
}

export function ApprovalSettings(props: SectionProps) {
  return (
    <Section title="Approval" intro="Who has to agree before anything lands.">
      <TextField label="Approvers" hint="How many different people" type="number" min={1} max={20} required {...field(props, 'approvers')} />
      <TextField label="Deadline in minutes" hint="Rejected after it; empty waits for ever" type="number" min={1} {...field(props, 'deadlineMinutes')} />
      <TextArea
        label="Always ask about"
        hint="One pattern a line, such as migrations/**; such a change waits for a person whatever the task says"
        rows={3}
        {...field(props, 'alwaysAsk')}
      />
      <TextField label="Most changed lines" hint="A larger change waits for a person; empty is any size" type="number" min={0} {...field(props, 'maxChangedLines')} />
      <Check
        className="sm:col-span-2"
        label="Who asked for a task may approve it"
        checked={props.form.requesterMayApprove}
        onChange={(event) => props.set({ requesterMayApprove: event.target.checked })}
      />
    </Section>
  )
}

export function DeploySettings(props: SectionProps) {
  return (
    <Section title="Deployment" intro="Runs after landing, out of the agent’s reach. Only this stage has these secrets and this network.">
      <TextField label="Deploy" hint="Empty for none" {...field(props, 'deploy')} />
      <TextField label="Health check" hint="Runs after deploying; empty for none" {...field(props, 'healthCheck')} />
      <TextArea label="Deploy secrets" hint="One name a line" rows={2} {...field(props, 'deploySecrets')} />
      <TextArea label="Deploy network" hint="One host a line" rows={2} {...field(props, 'deployNetwork')} />
      <TextField
        label="Seconds of a failing health check"
        hint="After them the change is rolled back"
        type="number"
        min={1}
        max={3600}
        {...field(props, 'healthCheckSeconds')}
      />
    </Section>
  )
}

export function ReachSettings(props: SectionProps) {
  return (
    <Section title="What commands reach" intro="The sandbox has no network and no file of the host but these.">
      <TextArea label="Network" hint="One host a line" rows={3} {...field(props, 'network')} />
      <TextArea label="Read-only paths" hint="One path a line" rows={3} {...field(props, 'readOnlyPaths')} />
      <TextArea
        label="Dependency caches"
        hint="A tool and a directory a line: maven, npm, pip, gradle, cargo or go. Commands see a copy at /caches"
        rows={3}
        {...field(props, 'caches')}
      />
      <TextArea label="Logs" hint="A name and a file a line, for the agent to analyze" rows={3} {...field(props, 'logs')} />
    </Section>
  )
}
