import type { components, operations } from '../../spec/generated/control.types.ts'
import type { Courier } from '../http/courier.ts'
import type { Journal } from '../http/journal.ts'
import { toMicroseconds } from '../wire/instants.ts'

type Asked = NonNullable<operations['readJournal']['parameters']['query']>

/** The entries of a journal that are asked for. */
export function journalOf(journal: Journal, asked: Asked): components['schemas']['Journal'] {
  const { after = 0, vendor, operation, status } = asked
  const entries = journal
    .entries()
    .filter(
      (entry) =>
        entry.sequence > after &&
        (vendor === undefined || entry.vendor === vendor) &&
        (operation === undefined || entry.operation === operation) &&
        (status === undefined || entry.status === status),
    )
  return { total: journal.count, entries: entries.map((entry) => ({ ...entry, at: toMicroseconds(entry.at) })) }
}

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
