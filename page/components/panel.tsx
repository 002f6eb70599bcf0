import type { ComponentChildren } from 'preact'
import type { ApiRequest } from '../control-api.ts'
import type { Status } from '../state/run-store.ts'
import { CurlCommand } from './buttons.tsx'

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

/** What stands where there is nothing yet, and what would bring something. */
export function EmptyState({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <p>{children}</p>
    </div>
  )
}

/** A status: the word, and its colour beside it. */
export function StatusBadge({ status }: { readonly status: Status }) {
  return <span class={`status status-${status}`}>{status}</span>
}
