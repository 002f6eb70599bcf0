import { Problem } from '../../http/problem.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { parseIso } from '../../wire/iso-8601.ts'
import { canonicalUuid } from '../../wire/uuid.ts'
import type { Facet, Filter } from '../../world/filter.ts'
import { type Instant, instant } from '../../world/instant.ts'
import type { RunNumber } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { idsOf, numberOfId } from './ids.ts'

/** What a client asks of runs.json. */
export interface RunsQuery {
  /** Null when something that was asked for cannot exist, so that nothing matches. */
  readonly filter: Filter | null
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly ascending: boolean
  readonly paths: boolean
}

const NOTHING = null
const EXCLUSIVE = 'You may only specify one of the contact, flow parameters'

/**
 * Reads the parameters in the order in which version 9 does.
 * @throws {Problem} for the few values that it refuses; others match nothing, or are no filter
 */
export function runsQueryOf(query: QueryString, world: World): RunsQuery {
  const flow = query.last('flow') ?? ''
  const contact = query.last('contact') ?? ''
  if (flow !== '' && contact !== '') throw new Problem('invalid', { text: EXCLUSIVE })
  const byId = numberFrom(query.last('id'), world)
  const byUuid = numberFromUuid(query.last('uuid'), world)
  const bounds = [query.last('after'), query.last('before')].map(boundOf)
  const [from, to] = bounds
  const places = { flow: placeOf(flow, idsOf(world).flow), contact: placeOf(contact, idsOf(world).contact) }
  const impossible = [byId, byUuid, places.flow, places.contact, ...bounds].includes(NOTHING)
  return {
    filter: impossible ? null : filterOf({ byId, byUuid, ...places }, isTruthy(query.last('responded'))),
    from: from ?? undefined,
    to: to ?? undefined,
    ascending: isTruthy(query.last('reverse')),
    paths: query.last('paths') === undefined || isTruthy(query.last('paths')),
  }
}

/** What a filter names; undefined when it was not sent, null when no such thing can exist. */
type Named = number | null | undefined

function filterOf(
  named: { readonly byId: Named; readonly byUuid: Named; readonly flow: Named; readonly contact: Named },
  responded: boolean,
): Filter | null {
  const numbers = [named.byId, named.byUuid].filter((number) => number !== undefined && number !== null)
  if (new Set(numbers).size > 1) return null
  return {
    flow: named.flow ?? undefined,
    contacts: typeof named.contact === 'number' ? [named.contact] : undefined,
    numbers: numbers.length === 0 ? undefined : numbers,
    facet: responded ? (facet: Facet) => facet.replies > 0 : undefined,
  }
}

/** Flow and contact are compared as text, so only the canonical spelling finds something. */
function placeOf(text: string, identity: { decode(id: string): number | undefined }): Named {
  return text === '' ? undefined : (identity.decode(text) ?? NOTHING)
}

function numberFrom(text: string | undefined, world: World): Named {
  if (text === undefined) return undefined
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Problem('invalid', { text: 'Value for id must be an integer' })
  const id = Number(text)
  return id === 0 ? undefined : numberOfId(id, world)
}

function numberFromUuid(text: string | undefined, world: World): RunNumber | null | undefined {
  if (text === undefined) return undefined
  const uuid = canonicalUuid(text)
  if (uuid === undefined) throw new Problem('invalid', { text: 'Value for uuid must be a valid UUID' })
  return idsOf(world).run.decode(uuid) ?? NOTHING
}

function boundOf(text: string | undefined): Instant | null | undefined {
  if (text === undefined || text === '') return undefined
  const at = parseIso(text, { short: true })
  return at === undefined ? NOTHING : instant(at)
}

function isTruthy(text: string | undefined): boolean {
  return ['true', 'y', 'yes', '1'].includes((text ?? '').toLowerCase())
}
