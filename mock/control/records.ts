import type { components } from '../../spec/generated/control.types.ts'
import type { Courier } from '../http/courier.ts'
import { toMicroseconds } from '../wire/instants.ts'

export function deliveriesOf({ deliveries }: Courier): { readonly deliveries: components['schemas']['Delivery'][] } {
  return {
    deliveries: deliveries.map(({ number, vendor, message, state, due, attempts }) => ({
      number,
      vendor,
      subscription: message.subscription,
      event: message.event,
      url: message.url,
      state,
      due: toMicroseconds(due),
      attempts: attempts.map(({ at, status }) => ({ at: toMicroseconds(at), status })),
    })),
  }
}
