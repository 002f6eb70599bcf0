import { formatIsoMicroseconds, parseIso } from '../../wire/date-time.ts'
import type { Instant } from '../../world/time/instant.ts'
import type { IncomingRequest } from '../request.ts'
import type { WorldSelection } from '../request-context.ts'
import type { ServedWorld } from './served-world.ts'
import type { Vendor } from '../vendor.ts'
import { HttpError } from '../problem.ts'

/** The header that asks for an answer as the world gave it at an instant; what answers so carries it too. */
export const AS_OF_HEADER = 'x-flowtwin-as-of'

/** Marks a refusal that no vendor would give. */
const AS_OF_ERROR_HEADERS = { 'x-flowtwin-refused': 'as-of' }

/**
 * The world as it was when the request asks for; the world itself when it asks for no instant.
 * @throws {TwinRefusal} for an instant that cannot be read, and for anything but a reading of a vendor's path
 */
export function selectPastWorld(selection: WorldSelection, request: IncomingRequest, vendor: Vendor): WorldSelection {
  const text = request.getHeader(AS_OF_HEADER)
  if (text === null) return selection
  if (vendor.isOutsideWorlds === true)
    throw createAsOfError('the control API takes no X-Flowtwin-As-Of; ask with ?at=<instant>')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw createAsOfError(`${request.method} with X-Flowtwin-As-Of is refused: what was can be read, but not changed`)
  }
  return { ...selection, servedWorld: getPastWorldAt(selection.servedWorld, text) }
}

/** A served world as it was at the instant that a text says. @throws {TwinRefusal} */
export function getPastWorldAt(servedWorld: ServedWorld, text: string): ServedWorld {
  const at = parseIso(text)
  if (at === undefined) {
    throw createAsOfError(
      `"${text.slice(0, 80)}" is no instant to look back to; write one such as 2026-01-15T09:00:00Z`,
    )
  }
  assertWithinHistory(servedWorld, at)
  return servedWorld.getPastWorld(at)
}

function assertWithinHistory({ world }: ServedWorld, at: Instant): void {
  const { now, dataset } = world
  const { start } = dataset.parameters
  if (at > now)
    throw createAsOfError(
      `${formatIsoMicroseconds(at)} has not come: it is ${formatIsoMicroseconds(now)} in this world`,
    )
  if (at < start)
    throw createAsOfError(`this world began at ${formatIsoMicroseconds(start)}; earlier instants cannot be read`)
}

function createAsOfError(text: string): HttpError {
  return new HttpError(text, { status: 400, headers: AS_OF_ERROR_HEADERS })
}
