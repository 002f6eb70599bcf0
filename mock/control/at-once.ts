import type { Unread } from '../http/call.ts'
import { Incoming } from '../http/incoming.ts'
import { Problem } from '../http/problem.ts'
import { dateHeader, type Sent } from '../http/sent.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Face } from '../http/vendor.ts'
import { type Door, guard } from './door.ts'
import { healthOf } from './health.ts'

interface Known {
  readonly served: ServedWorld
  readonly vendors: readonly Face[]
  readonly door: Door
}

/**
 * Answers whether the server is there, before anything else is loaded: just what the control API will answer then.
 * Undefined for whatever is not simply asked that.
 */
export function answerAtOnce({ method, url, headers }: Unread, { served, vendors, door }: Known): Sent | undefined {
  if (method !== 'GET' || url !== '/_twin/v1/health' || typeof headers['host'] !== 'string') return undefined
  if (headers['authorization']?.includes('.') === true || Object.keys(headers).some(isOurs)) return undefined
  const get = (name: string): string | null => headers[name]?.toString() ?? null
  const incoming = new Incoming({ method, url: `http://${headers['host']}${url}`, headers: { get } } as Request)
  try {
    guard(incoming, door)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
  const { origin } = incoming
  const body = JSON.stringify(healthOf(served.world, { vendors, origin, readOnly: door.readOnly }))
  const sent = {
    'content-type': 'application/json',
    date: dateHeader(served.world.now),
    'x-flowtwin-world': served.name,
  }
  return { status: 200, headers: sent, body }
}

/** Whether a header asks for another world, for another instant or for a fault; a credential with a dot may ask for a world. */
function isOurs(name: string): boolean {
  return name.startsWith('x-flowtwin-')
}
