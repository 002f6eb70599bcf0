import type { components } from '../../spec/generated/control.types.ts'
import { parseInstant, formatTime } from '../instants.ts'

type Client = components['schemas']['ClientScore']

/** One client's grade, with what it lacks and where its rows came from. */
export function ClientCard({ client }: { readonly client: Client }) {
  const { vendor, credential, runs, served, percent, window } = client
  return (
    <li class="card">
      <h3>
        {vendor} <span class="mono muted">{credential}</span>
      </h3>
      <p class="grade">
        <b>{percent} %</b> {served} of {runs} runs served
      </p>
      <progress max={100} value={percent} aria-label={`Served of ${runs} runs`} />
      <dl>
        <RunList title="Never served" runs={client.missing} />
        <RunList title="Served twice" runs={client.duplicated} />
        <RunList title="Not since they changed" runs={client.stale} />
        <RunList title="Served, and gone since" runs={client.deleted} />
        {window === null ? null : (
          <RunList title={`Lost beyond the window of ${window.rows}`} runs={window.unreachable} />
        )}
      </dl>
      {window?.safePollSeconds == null ? null : (
        <p class="hint">Polling every {window.safePollSeconds} s would have lost nothing.</p>
      )}
      <details>
        <summary>{client.pages.length} pages</summary>
        <ol class="pages">
          {client.pages.slice(-50).map(({ sequence, at, operation, target, rows, newRows, fault }) => (
            <li key={sequence}>
              <time>{formatTime(parseInstant(at))}</time> <span title={target}>{operation}</span>: {rows} rows,{' '}
              {newRows} new
              {fault === null ? '' : `, fault ${fault}`}
            </li>
          ))}
        </ol>
      </details>
    </li>
  )
}

function RunList({ title, runs: { total, ids } }: { readonly title: string; readonly runs: Client['missing'] }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {total === 0 ? (
          <span class="muted">none</span>
        ) : (
          <details>
            <summary>
              <b>{total}</b>
            </summary>
            <p class="mono wrap">
              {ids.slice(0, 20).join(' ')}
              {total > 20 ? ' …' : ''}
            </p>
          </details>
        )}
      </dd>
    </>
  )
}
