import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { EmptyState, Panel } from '../components/panel.tsx'
import { useResource } from '../components/use-resource.ts'
import { buildWorldPath, getJson } from '../control-api.ts'
import { formatCount } from '../format-count.ts'
import { formatDay, formatTime, parseInstant } from '../instants.ts'
import { worldName } from '../state/world.ts'

type Delivery = components['schemas']['Delivery']

/** The newest webhook deliveries with every attempt, newest first. */
export function WebhookDeliveries() {
  const deliveries = useSignal<readonly Delivery[]>([])
  const path = buildWorldPath(worldName.value, '/deliveries')
  const error = useResource(
    () => getJson<{ readonly deliveries: readonly Delivery[] }>(buildWorldPath(worldName.value, '/deliveries')),
    (body) => (deliveries.value = body.deliveries),
  )
  return (
    <Panel
      id="webhooks"
      title="Webhook deliveries"
      hint="Events that the mock server sends to subscribed addresses, newest first"
      request={{ method: 'GET', path }}
    >
      {error === null ? null : <EmptyState title="Cannot load the deliveries">{error}</EmptyState>}
      {deliveries.value.length === 0 ? (
        <EmptyState title="No deliveries yet">Subscribe to events of Recrubo, or serve IDnow with webhooks.</EmptyState>
      ) : (
        <ul class="rules" aria-label="Webhook deliveries">
          {deliveries.value.toReversed().map((delivery) => (
            <DeliveryRow key={delivery.number} delivery={delivery} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function DeliveryRow({ delivery: { vendor, event, url, state, dueAt, attempts } }: { readonly delivery: Delivery }) {
  const last = attempts.at(-1)
  const due = parseInstant(dueAt)
  return (
    <li class="rule">
      <b>{vendor}</b>
      <span>{event}</span>
      <span class="mono wrap">{url}</span>
      <span class={state === 'failed' ? 'chip warning' : 'chip'}>{state}</span>
      <span class="muted wrap">
        {formatCount(attempts.length, 'attempt')}
        {last === undefined ? '' : `, last: ${last.status ?? last.error}`}
        {state === 'pending' ? `, due ${formatDay(due)} ${formatTime(due)}` : ''}
      </span>
    </li>
  )
}
