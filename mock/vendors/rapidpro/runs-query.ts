import { Problem } from '../../http/problem.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Facet, Filter } from '../../world/filter.ts'
import type { Instant } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { idsOf, numberOfId } from './ids.ts'
import { boundsOf, integerOf, isTruthy, type Named, uuidOf } from './parameters.ts'
import { versionOf } from './version.ts'

/** What a client asks of runs.json. */
export interface RunsQuery {
  /** Null when something that was asked for cannot exist, so that nothing matches. */
  readonly filter: Filter | null
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly ascending: boolean
  /** Undefined for a client that says nothing of paths. */
  readonly paths: boolean | undefined
}

const NOTHING = null
const EXCLUSIVE = 'You may only specify one of the contact, flow parameters'

/**
 * Reads the parameters in the order in which the version does.
 * @throws {Problem} for the few values that it refuses; others match nothing, or are no filter
 */
export function runsQueryOf(query: QueryString, world: World): RunsQuery {
  const flow = query.last('flow') ?? ''
  const contact = query.last('contact') ?? ''
  if (flow !== '' && contact !== '') throw new Problem('invalid', { text: EXCLUSIVE })
  const named = versionOf(world) === 'v9' ? namedInVersion9(query, world) : namedInHead(query, world)
  const bounds = boundsOf(query)
  const all = { ...named, contact: placeOf(contact, idsOf(world).contact) }
  const impossible = bounds === null || Object.values(all).includes(NOTHING)
  return {
    filter: impossible ? null : filterOf(all, isTruthy(query.last('responded'))),
    from: bounds?.from,
    to: bounds?.to,
    ascending: isTruthy(query.last('reverse')),
    paths: query.last('paths') === undefined ? undefined : isTruthy(query.last('paths')),
  }
}

interface AllNamed {
  readonly byId: Named
  readonly byUuid: Named
  readonly flow: Named
  readonly contact: Named
}

/** Version 9 looks at the id before the uuid, and compares the flow as text. */
function namedInVersion9(query: QueryString, world: World): Omit<AllNamed, 'contact'> {
  const byId = numberFrom(query, world)
  const byUuid = foundIn(idsOf(world).run, uuidOf(query, 'uuid', 'v9'))
  return { byId, byUuid, flow: placeOf(query.last('flow') ?? '', idsOf(world).flow) }
}

/** The newer line looks at the uuid first, and refuses a flow that is no UUID. */
function namedInHead(query: QueryString, world: World): Omit<AllNamed, 'contact'> {
  const byUuid = foundIn(idsOf(world).run, uuidOf(query, 'uuid', 'head'))
  const byId = numberFrom(query, world)
  return { byUuid, byId, flow: foundIn(idsOf(world).flow, uuidOf(query, 'flow', 'head')) }
}

function filterOf(named: AllNamed, responded: boolean): Filter | null {
  const numbers = [named.byId, named.byUuid].filter((number) => number !== undefined && number !== null)
  if (new Set(numbers).size > 1) return null
  return {
    flow: named.flow ?? undefined,
    contacts: typeof named.contact === 'number' ? [named.contact] : undefined,
    numbers: numbers.length === 0 ? undefined : numbers,
    facet: responded ? (facet: Facet) => facet.replies > 0 : undefined,
  }
}

interface Decoding {
  decode(id: string): number | undefined
}

/** Compared as text, so that only the canonical spelling finds something. */
function placeOf(text: string, identity: Decoding): Named {
  return text === '' ? undefined : (identity.decode(text) ?? NOTHING)
}

function foundIn(identity: Decoding, uuid: string | undefined): Named {
  return uuid === undefined ? undefined : (identity.decode(uuid) ?? NOTHING)
}

function numberFrom(query: QueryString, world: World): Named {
  const id = integerOf(query, 'id')
  return id === undefined ? undefined : numberOfId(id, world)
}
