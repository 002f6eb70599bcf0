import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ask, Refused, worldPath } from '../control.ts'
import { Empty } from '../parts/empty.tsx'
import { Panel } from '../parts/panel.tsx'
import { changed, worldName } from '../state/world.ts'
import { ClientCard } from './client-card.tsx'

type Audit = components['schemas']['Audit']

/** What each client was served of the world, and what it missed. */
export function AuditView() {
  const audit = useSignal<Audit | null>(null)
  const refusal = useSignal<string | null>(null)
  const call = { method: 'GET', path: worldPath(worldName.value, '/audit') } as const
  useSignalEffect(() => {
    // It changes with whatever is asked, and with whatever happens.
    void changed.value
    let stale = false
    ask<Audit>({ method: 'GET', path: worldPath(worldName.value, '/audit') })
      .then((told) => {
        if (stale) return
        audit.value = told
        refusal.value = null
      })
      .catch((error: unknown) => {
        if (!stale) refusal.value = error instanceof Refused ? error.message : 'The server cannot be reached.'
      })
    return () => {
      stale = true
    }
  })
  const { value } = audit
  return (
    <Panel id="audit" title="Audit" hint="Whether each client was served every run, once, and as it is now" call={call}>
      {refusal.value === null ? null : <Empty title="No audit to be had">{refusal.value}</Empty>}
      {value?.warning == null ? null : <p class="remarks">{value.warning}</p>}
      {value !== null && value.clients.length === 0 ? (
        <Empty title="No client to grade">
          As soon as somebody lists runs here, this says which of them they were served, which never, and which twice.
        </Empty>
      ) : null}
      <ul class="cards wide-cards">
        {value?.clients.map((client) => (
          <ClientCard key={`${client.vendor} ${client.credential}`} client={client} />
        ))}
      </ul>
    </Panel>
  )
}
