import type { ComponentChildren } from 'preact'
import type { ApiRequest } from '../control-api.ts'
import type { Status } from '../state/run-store.ts'
import { CurlCommand } from './buttons.tsx'

interface PanelProps {
  readonly id: string
  readonly title: string
  readonly hint?: string
  /** Controls at the right of the title. */
  readonly tools?: ComponentChildren
  /** The request that returns the content. */
  readonly request?: ApiRequest
  readonly children: ComponentChildren
}

/** A section with a heading. */
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
      {request === undefined ? null : <CurlCommand request={request} />}
      {children}
    </section>
  )
}

/** Placeholder for missing content: what is missing, and what to do. */
export function EmptyState({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <p>{children}</p>
    </div>
  )
}

/** A run status with its color. */
export function StatusBadge({ status }: { readonly status: Status }) {
  return <span class={`status status-${status}`}>{status}</span>
}
