import type { components } from '../../spec/generated/control.types.ts'
import { formatCount } from '../format-count.ts'
import { formatTime, parseInstant } from '../instants.ts'

type Client = components['schemas']['ClientScore']

const MAX_PAGES = 50
const MAX_IDS = 20

/** A client's score, the runs that it missed, and the pages that it read. */
export function ClientCard({ client }: { readonly client: Client }) {
  const { vendor, credential, runs, served, percent, window } = client
  return (
    <li class="card">
      <h3>
        {vendor} <span class="mono muted">{credential}</span>
      </h3>
      <p class="delivery-score">
        <b>{percent} %</b> {served} of {runs} runs received
      </p>
      <progress max={100} value={percent} aria-label={`Received of ${runs} runs`} />
      <dl>
        <RunList title="Missing" runs={client.missing} />
        <RunList title="Duplicated" runs={client.duplicated} />
        <RunList title="Stale" runs={client.stale} />
        <RunList title="Deleted since" runs={client.deleted} />
        {window === null ? null : <RunList title={`Beyond the newest ${window.rows} rows`} runs={window.unreachable} />}
      </dl>
      {window?.safePollSeconds == null ? null : (
        <p class="hint">Polling every {window.safePollSeconds} s would have missed nothing.</p>
      )}
      <details>
        <summary>{formatCount(client.pages.length, 'page')}</summary>
        <ol class="pages">
          {client.pages.slice(-MAX_PAGES).map(({ sequence, at, operation, target, rows, newRows, fault }) => (
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
              {ids.slice(0, MAX_IDS).join(' ')}
              {total > MAX_IDS ? ' …' : ''}
            </p>
          </details>
        )}
      </dd>
    </>
  )
}
