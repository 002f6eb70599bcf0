import type { ComponentChildren } from 'preact'
import type { ApiRequest } from '../control.ts'
import { CurlCommand } from './shown-call.tsx'

interface PanelProps {
  readonly id: string
  readonly title: string
  readonly hint?: string
  /** What stands at the right of the title. */
  readonly tools?: ComponentChildren
  /** The call that brings what is shown. */
  readonly request?: ApiRequest
  readonly children: ComponentChildren
}

/** A part of the page with a heading of its own. */
export function Panel({ id, title, hint, tools, request, children }: PanelProps) {
  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {hint === undefined ? null : <p class="hint">{hint}</p>}
        </div>
        {tools === undefined ? null : <div class="tools">{tools}</div>}
      </header>
      {request === undefined ? null : <CurlCommand call={request} />}
      {children}
    </section>
  )
}
