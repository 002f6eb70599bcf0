import type { components, operations } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal/journal-entry.ts'
import type { Journal } from '../http/journal/journal.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds, parseIso } from '../wire/date-time.ts'
import type { RunFilter } from '../world/query/filter.ts'
import { computeDeliveryScore, readServedPage } from './delivery-score.ts'
import { assertKnownOperation } from './journal-assertions.ts'

type DeliveryReportQuery = NonNullable<operations['readAudit']['parameters']['query']>

/** Grades every client that the journal knows: what it was served of what there is. */
export function createDeliveryReport(
  { journal, world }: ServedWorld,
  query: DeliveryReportQuery,
  vendors: readonly Vendor[],
): components['schemas']['Audit'] {
  assertKnownOperation(query.vendor === undefined ? {} : { vendor: query.vendor }, vendors)
  const filter = parseFilter(query)
  const scores = groupByClient(journal, query).flatMap(({ credential, entries }) => {
    const vendor = vendors.find(({ name }) => name === entries[0]?.vendor)
    if (vendor === undefined) return []
    const pages = entries.flatMap((entry) => readServedPage(entry, vendor, world) ?? [])
    return pages.length === 0 ? [] : [computeDeliveryScore({ vendor, credential, pages, filter, world })]
  })
  return {
    at: formatIsoMicroseconds(world.now),
    complete: scores.every(({ missed, stale }) => missed.total === 0 && stale.total === 0),
    warning: describeLoss(journal),
    clients: scores,
  }
}

interface ClientRequests {
  readonly credential: string
  readonly entries: JournalEntry[]
}

/** Requests by who sent them: a credential counts for each vendor by itself. */
function groupByClient(journal: Journal, query: DeliveryReportQuery): readonly ClientRequests[] {
  const clients = new Map<string, ClientRequests>()
  for (const entry of journal.listJournalEntries()) {
    const { vendor, credential } = entry
    if (vendor === null || credential === null || entry.isOtherTenant) continue
    if (query.vendor !== undefined && query.vendor !== vendor) continue
    if (query.credential !== undefined && query.credential !== credential) continue
    const key = `${vendor} ${credential}`
    const known = clients.get(key) ?? { credential, entries: [] }
    known.entries.push(entry)
    clients.set(key, known)
  }
  return [...clients.values()]
}

function parseFilter({ flow, environment, since }: DeliveryReportQuery): RunFilter {
  const from = since === undefined ? undefined : parseIso(since)
  if (since !== undefined && from === undefined) {
    throw new Problem('invalid', { text: `since "${since}" is no instant; write one such as 2026-01-15T09:00:00Z` })
  }
  return { flow, environment, created: from === undefined ? undefined : { from } }
}

function describeLoss({ dropped, bodiesDropped }: Journal): string | null {
  if (dropped + bodiesDropped === 0) return null
  return (
    `the journal no longer holds ${dropped} older requests, nor the bodies of ${bodiesDropped}; ` +
    'what they served counts as missed. Clear the journal before a sync, or audit smaller worlds'
  )
}
