import type { components } from '../../spec/generated/control.types.ts'
import type { WebhookDispatcher } from '../http/courier.ts'
import { formatIsoMicroseconds } from '../wire/instants.ts'

export function serializeDeliveries({ deliveries }: WebhookDispatcher): {
  readonly deliveries: components['schemas']['Delivery'][]
} {
  return {
    deliveries: deliveries.map(({ number, vendor, message, state, dueAt, attempts }) => ({
      number,
      vendor,
      subscription: message.subscription,
      event: message.event,
      url: message.url,
      state,
      due: formatIsoMicroseconds(dueAt),
      attempts: attempts.map(({ at, status }) => ({ at: formatIsoMicroseconds(at), status })),
    })),
  }
}
