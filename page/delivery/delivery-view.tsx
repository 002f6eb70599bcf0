import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { requestJson, ApiError, buildWorldPath } from '../control-api.ts'
import { EmptyState, Panel } from '../components/panel.tsx'
import { changeCount, worldName } from '../state/world.ts'
import { ClientCard } from './client-card.tsx'

type DeliveryReport = components['schemas']['DeliveryReport']

/** What each client was served of the world, and what it missed. */
export function DeliveryView() {
  const audit = useSignal<DeliveryReport | null>(null)
  const refusal = useSignal<string | null>(null)
  const call = { method: 'GET', path: buildWorldPath(worldName.value, '/delivery-report') } as const
  useSignalEffect(() => {
    // It changes with whatever is asked, and with whatever happens.
    void changeCount.value
    let stale = false
    requestJson<DeliveryReport>({ method: 'GET', path: buildWorldPath(worldName.value, '/delivery-report') })
      .then((told) => {
        if (stale) return
        audit.value = told
        refusal.value = null
      })
      .catch((error: unknown) => {
        if (!stale) refusal.value = error instanceof ApiError ? error.message : 'The server cannot be reached.'
      })
    return () => {
      stale = true
    }
  })
  const { value } = audit
  return (
    <Panel
      id="audit"
      title="Audit"
      hint="Whether each client was served every run, once, and as it is now"
      request={call}
    >
      {refusal.value === null ? null : <EmptyState title="No audit to be had">{refusal.value}</EmptyState>}
      {value?.warning == null ? null : <p class="remarks">{value.warning}</p>}
      {value !== null && value.clients.length === 0 ? (
        <EmptyState title="No client to grade">
          As soon as somebody lists runs here, this says which of them they were served, which never, and which twice.
        </EmptyState>
      ) : null}
      <ul class="cards wide-cards">
        {value?.clients.map((client) => (
          <ClientCard key={`${client.vendor} ${client.credential}`} client={client} />
        ))}
      </ul>
    </Panel>
  )
}
