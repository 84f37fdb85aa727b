import { Component, type ReactNode } from 'react'
import { sentenceFor } from '../api/problem.ts'
import { Button } from '../shared/Button.tsx'

interface Props {
  readonly children: ReactNode
  /** Another key is another screen, which starts without the failure of the last. */
  readonly screen: string
}

interface State {
  readonly failed: unknown
  readonly screen: string
}

/** Keeps the navigation when a screen fails, or when its script is gone because the service was upgraded. */
export class Crash extends Component<Props, State> {
  override state: State = { failed: null, screen: this.props.screen }

  static getDerivedStateFromError(failed: unknown): Partial<State> {
    return { failed }
  }

  static getDerivedStateFromProps(props: Props, state: State): State {
    return props.screen === state.screen ? state : { failed: null, screen: props.screen }
  }

  override render(): ReactNode {
    if (this.state.failed === null) return this.props.children
    return (
      <div role="alert" className="m-6 flex flex-col items-start gap-3 rounded-lg bg-bad-pale p-4 text-bad">
        <p className="font-semibold">This screen failed.</p>
        <p>{sentenceFor(this.state.failed)}</p>
        <Button onClick={() => window.location.reload()}>Load it again</Button>
      </div>
    )
  }
}
