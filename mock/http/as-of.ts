import { toMicroseconds } from '../wire/instants.ts'
import { parseIso } from '../wire/iso-8601.ts'
import type { Instant } from '../world/instant.ts'
import type { Incoming } from './incoming.ts'
import type { Selection } from './passage.ts'
import type { ServedWorld } from './served-world.ts'
import type { Vendor } from './vendor.ts'
import { TwinRefusal } from './twin-refusal.ts'

/** The header that asks for an answer as the world gave it at an instant; what answers so carries it too. */
export const AS_OF = 'x-flowtwin-as-of'

/** Marks a refusal that no vendor would give. */
const REFUSED = { 'x-flowtwin-refused': 'as-of' }

/**
 * The world as it was when the request asks for; the world itself when it asks for no instant.
 * @throws {TwinRefusal} for an instant that cannot be read, and for anything but a reading of a vendor's path
 */
export function selectedAsOf(selection: Selection, incoming: Incoming, vendor: Vendor): Selection {
  const text = incoming.header(AS_OF)
  if (text === null) return selection
  if (vendor.isOutside === true) throw refused('the control API takes no X-Flowtwin-As-Of; ask with ?at=<instant>')
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') {
    throw refused(`${incoming.method} with X-Flowtwin-As-Of is refused: what was can be read, but not changed`)
  }
  return { ...selection, served: pastOf(selection.served, text) }
}

/** A served world as it was at the instant that a text says. @throws {TwinRefusal} */
export function pastOf(served: ServedWorld, text: string): ServedWorld {
  const at = parseIso(text)
  if (at === undefined) {
    throw refused(`"${text.slice(0, 80)}" is no instant to look back to; write one such as 2026-01-15T09:00:00Z`)
  }
  refuseOutside(served, at)
  return served.past(at)
}

function refuseOutside({ world }: ServedWorld, at: Instant): void {
  const { now, universe } = world
  const { start } = universe.parameters
  if (at > now) throw refused(`${toMicroseconds(at)} has not come: it is ${toMicroseconds(now)} in this world`)
  if (at < start) throw refused(`this world began at ${toMicroseconds(start)}; earlier instants cannot be read`)
}

function refused(text: string): TwinRefusal {
  return new TwinRefusal(text, { status: 400, headers: REFUSED })
}
