import type { Status } from '../state/rows.ts'

/** A status: the word, and its colour beside it. */
export function StatusBadge({ status }: { readonly status: Status }) {
  return <span class={`status status-${status}`}>{status}</span>
}
