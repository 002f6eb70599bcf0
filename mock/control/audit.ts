import type { components, operations } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal-entry.ts'
import type { Journal } from '../http/journal.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { parseIso } from '../wire/iso-8601.ts'
import type { Filter } from '../world/filter.ts'
import { gradeOf } from './grade.ts'
import { refuseUnknown } from './journal-verify.ts'
import { servedPage } from './served-rows.ts'

type Asked = NonNullable<operations['readAudit']['parameters']['query']>

/** Grades every client that the journal knows: what it was served of what there is. */
export function auditOf(
  { journal, world }: ServedWorld,
  asked: Asked,
  vendors: readonly Vendor[],
): components['schemas']['Audit'] {
  refuseUnknown(asked.vendor === undefined ? {} : { vendor: asked.vendor }, vendors)
  const filter = filterOf(asked)
  const grades = clientsOf(journal, asked).flatMap(({ credential, entries }) => {
    const vendor = vendors.find(({ name }) => name === entries[0]?.vendor)
    if (vendor === undefined) return []
    const pages = entries.flatMap((entry) => servedPage(entry, vendor, world) ?? [])
    return pages.length === 0 ? [] : [gradeOf({ vendor, credential, pages, filter, world })]
  })
  return {
    at: toMicroseconds(world.now),
    complete: grades.every(({ missed, stale }) => missed.total === 0 && stale.total === 0),
    warning: lossOf(journal),
    clients: grades,
  }
}

interface Client {
  readonly credential: string
  readonly entries: JournalEntry[]
}

/** Requests by who sent them: a credential counts for each vendor by itself. */
function clientsOf(journal: Journal, asked: Asked): readonly Client[] {
  const clients = new Map<string, Client>()
  for (const entry of journal.entries()) {
    const { vendor, credential } = entry
    if (vendor === null || credential === null || entry.isElsewhere) continue
    if (asked.vendor !== undefined && asked.vendor !== vendor) continue
    if (asked.credential !== undefined && asked.credential !== credential) continue
    const key = `${vendor} ${credential}`
    const known = clients.get(key) ?? { credential, entries: [] }
    known.entries.push(entry)
    clients.set(key, known)
  }
  return [...clients.values()]
}

function filterOf({ flow, environment, since }: Asked): Filter {
  const from = since === undefined ? undefined : parseIso(since)
  if (since !== undefined && from === undefined) {
    throw new Problem('invalid', { text: `since "${since}" is no instant; write one such as 2026-01-15T09:00:00Z` })
  }
  return { flow, environment, created: from === undefined ? undefined : { from } }
}

function lossOf({ dropped, bodiesDropped }: Journal): string | null {
  if (dropped + bodiesDropped === 0) return null
  return (
    `the journal no longer holds ${dropped} older requests, nor the bodies of ${bodiesDropped}; ` +
    'what they served counts as missed. Clear the journal before a sync, or audit smaller worlds'
  )
}
