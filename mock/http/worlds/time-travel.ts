import { formatIsoMicroseconds, parseIso } from '../../wire/date-time.ts'
import type { Instant } from '../../world/time.ts'
import type { IncomingRequest } from '../request.ts'
import type { WorldSelection } from '../request-context.ts'
import type { ServedWorld } from './served-world.ts'
import type { Vendor } from '../vendor.ts'
import { HttpError } from '../problem.ts'
import { StoreFailedError } from '../../store/store-errors.ts'

/** The request header that selects a past state of the world; responses from a past state have it too. */
export const AS_OF_HEADER = 'x-flowtwin-as-of'

/** Marks an error that no vendor would return. */
const AS_OF_ERROR_HEADERS = { 'x-flowtwin-refused': 'as-of' }

/**
 * Selects the world as it was at an instant.
 * @param text the value of the request's `X-Flowtwin-As-Of`
 * @throws {HttpError} for an invalid instant, for a write, and for the control API
 */
export function selectPastWorld(
  selection: WorldSelection,
  request: IncomingRequest,
  vendor: Vendor,
  text: string,
): WorldSelection {
  if (vendor.isOutsideWorlds === true)
    throw createAsOfError('the control API does not support X-Flowtwin-As-Of; use ?at=<instant>')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw createAsOfError(`${request.method} is not allowed with X-Flowtwin-As-Of: a past state is read-only`)
  }
  return { ...selection, servedWorld: getPastWorldAt(selection.servedWorld, text) }
}

/** Returns a world as it was at an ISO 8601 instant. @throws {HttpError} for an invalid or future instant, and when its operations cannot be read */
export function getPastWorldAt(servedWorld: ServedWorld, text: string): ServedWorld {
  const at = parseIso(text)
  if (at === undefined)
    throw createAsOfError(`"${text.slice(0, 80)}" is not an instant; give one such as 2026-01-15T09:00:00Z`)
  assertWithinHistory(servedWorld, at)
  try {
    return servedWorld.getPastWorld(at)
  } catch (error) {
    if (!(error instanceof StoreFailedError)) throw error
    throw new HttpError(error.message, { status: 503, headers: { 'x-flowtwin-refused': 'store' } })
  }
}

function assertWithinHistory({ world }: ServedWorld, at: Instant): void {
  const { now, dataset } = world
  const { start } = dataset.parameters
  if (at > now)
    throw createAsOfError(
      `${formatIsoMicroseconds(at)} is in the future; this world is at ${formatIsoMicroseconds(now)}`,
    )
  if (at < start)
    throw createAsOfError(`this world starts at ${formatIsoMicroseconds(start)}; give that instant or a later one`)
}

function createAsOfError(text: string): HttpError {
  return new HttpError(text, { status: 400, headers: AS_OF_ERROR_HEADERS })
}
