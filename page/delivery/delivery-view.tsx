import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { EmptyState, Panel } from '../components/panel.tsx'
import { useResource } from '../components/use-resource.ts'
import { buildWorldPath, getJson } from '../control-api.ts'
import { worldName } from '../state/world.ts'
import { ClientCard } from './client-card.tsx'
import { WebhookDeliveries } from './webhook-deliveries.tsx'

type DeliveryReport = components['schemas']['DeliveryReport']

/** What arrived at the clients: runs that they requested, and webhooks. */
export function DeliveryView() {
  return (
    <>
      <ClientScores />
      <WebhookDeliveries />
    </>
  )
}

function ClientScores() {
  const report = useSignal<DeliveryReport | null>(null)
  const error = useResource(
    () => getJson<DeliveryReport>(buildWorldPath(worldName.value, '/delivery-report')),
    (body) => (report.value = body),
  )
  const { warning = null, clients } = report.value ?? {}
  return (
    <Panel
      id="delivery"
      title="Delivery"
      hint="Runs that each client received, missed, or received in an outdated state"
      request={{ method: 'GET', path: buildWorldPath(worldName.value, '/delivery-report') }}
    >
      {error === null ? null : <EmptyState title="Cannot load the delivery report">{error}</EmptyState>}
      {warning === null ? null : <p class="hints">{warning}</p>}
      {clients?.length === 0 ? (
        <EmptyState title="No clients yet">Clients appear here after they have listed runs in this world.</EmptyState>
      ) : null}
      <ul class="cards wide">
        {clients?.map((client) => (
          <ClientCard key={`${client.vendor} ${client.credential}`} client={client} />
        ))}
      </ul>
    </Panel>
  )
}
