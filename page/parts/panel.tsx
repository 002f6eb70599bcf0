import type { ComponentChildren } from 'preact'
import type { Call } from '../control.ts'
import { ShownCall } from './shown-call.tsx'

interface PanelProps {
  readonly id: string
  readonly title: string
  readonly hint?: string
  /** What stands at the right of the title. */
  readonly tools?: ComponentChildren
  /** The call that brings what is shown. */
  readonly call?: Call
  readonly children: ComponentChildren
}

/** A part of the page with a heading of its own. */
export function Panel({ id, title, hint, tools, call, children }: PanelProps) {
  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {hint === undefined ? null : <p class="hint">{hint}</p>}
        </div>
        {tools === undefined ? null : <div class="tools">{tools}</div>}
      </header>
      {call === undefined ? null : <ShownCall call={call} />}
      {children}
    </section>
  )
}
