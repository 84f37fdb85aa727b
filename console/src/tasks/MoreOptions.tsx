import { Choice, TextArea, TextField } from '../shared/Field.tsx'

export function MoreOptions() {
  return (
    <details className="rounded-xl border border-line bg-surface">
      <summary className="px-4 py-3 font-medium">More options</summary>
      <div className="grid gap-4 px-4 pb-4 sm:grid-cols-2">
        <Choice label="Priority" name="priority" defaultValue="normal" hint="What goes first where tasks wait">
          <option value="low">Low</option>
          <option value="normal">Normal</option>
          <option value="high">High</option>
          <option value="urgent">Urgent</option>
        </Choice>
        <Choice label="Effort" name="effort" defaultValue="" hint="How hard the model thinks">
          <option value="">As configured</option>
          <option value="low">Low</option>
          <option value="medium">Medium</option>
          <option value="high">High</option>
          <option value="xhigh">Very high</option>
          <option value="max">Most</option>
        </Choice>
        <TextField label="Target branch" name="targetBranch" hint="The repository's own unless given" />
        <TextField label="Model" name="model" hint="As configured unless given" maxLength={200} />
        <TextField label="Cost limit in dollars" name="maxCostUsd" inputMode="decimal" />
        <TextField label="Turn limit" name="maxTurns" inputMode="numeric" />
        <TextField label="Token limit" name="maxTokens" inputMode="numeric" />
        <TextField label="Time limit in minutes of work" name="timeout" inputMode="decimal" />
        <TextArea
          className="sm:col-span-2"
          label="Context"
          name="context"
          hint="Lines of name=value that the agent is told"
          rows={3}
        />
      </div>
    </details>
  )
}
