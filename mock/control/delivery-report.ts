import type { components, operations } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal/journal-entry.ts'
import type { Journal } from '../http/journal/journal.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { RunFilter } from '../world/query/filter.ts'
import { computeDeliveryScore, readServedPage, type ServedPage } from './delivery-score.ts'
import { parseInstantField } from './input.ts'
import { assertKnownOperation } from './journal-assertions.ts'

type ClientScore = components['schemas']['ClientScore']
type DeliveryReportQuery = NonNullable<operations['readDeliveryReport']['parameters']['query']>

/** Scores every client in the journal by the runs that it has received. Yields after each response that it parses. */
export function* iterateDeliveryReport(
  { journal, world: presentWorld }: ServedWorld,
  query: DeliveryReportQuery,
  vendors: readonly Vendor[],
): Generator<void, components['schemas']['DeliveryReport']> {
  assertKnownOperation(query.vendor === undefined ? {} : { vendor: query.vendor }, vendors)
  const filter = parseFilter(query)
  // Requests that run between the slices must not change what the report compares.
  const world = presentWorld.fork()
  const scores: ClientScore[] = []
  for (const { credential, entries } of groupByClient(journal, query)) {
    const vendor = vendors.find(({ name }) => name === entries[0]?.vendor)
    if (vendor === undefined) continue
    const pages: ServedPage[] = []
    for (const entry of entries) {
      const page = readServedPage(entry, vendor, world)
      if (page !== undefined) pages.push(page)
      yield
    }
    if (pages.length > 0) scores.push(computeDeliveryScore({ vendor, credential, pages, filter, world }))
  }
  return {
    at: formatIsoMicroseconds(world.now),
    complete: scores.every(({ missing, stale }) => missing.total === 0 && stale.total === 0),
    warning: describeLoss(journal),
    clients: scores,
  }
}

interface ClientRequests {
  readonly credential: string
  readonly entries: JournalEntry[]
}

/** Groups requests by vendor and credential. */
function groupByClient(journal: Journal, query: DeliveryReportQuery): readonly ClientRequests[] {
  const clients = new Map<string, ClientRequests>()
  for (const entry of journal.listJournalEntries()) {
    const { vendor, credential } = entry
    if (vendor === null || credential === null || entry.isOtherTenant) continue
    if (query.vendor !== undefined && query.vendor !== vendor) continue
    if (query.credential !== undefined && query.credential !== credential) continue
    const key = `${vendor} ${credential}`
    const client = clients.get(key) ?? { credential, entries: [] }
    client.entries.push(entry)
    clients.set(key, client)
  }
  return [...clients.values()]
}

function parseFilter({ flow, environment, since }: DeliveryReportQuery): RunFilter {
  return { flow, environment, created: since === undefined ? undefined : { from: parseInstantField('since', since) } }
}

function describeLoss({ dropped, bodiesDropped }: Journal): string | null {
  if (dropped + bodiesDropped === 0) return null
  return (
    `the journal has dropped ${dropped} requests and the bodies of ${bodiesDropped}; runs in them count as missing. ` +
    'Clear the journal before a sync, or use a smaller world'
  )
}
