import { Problem } from '../../http/problem.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Facet, RunFilter } from '../../world/filter.ts'
import type { Instant } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { getIds, decodeIntegerRunId } from './ids.ts'
import {
  parseTimeRange,
  parseIntegerParameter,
  isTruthy,
  type EntityParameter,
  parseUuidParameter,
} from './parameters.ts'
import { getServerVersion } from './version.ts'

/** What a client asks of runs.json. */
export interface RunsQuery {
  /** Null when something that was asked for cannot exist, so that nothing matches. */
  readonly filter: RunFilter | null
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly ascending: boolean
  /** Undefined for a client that says nothing of paths. */
  readonly includesPaths: boolean | undefined
}

const NO_MATCH = null
const EXCLUSIVE_TEXT = 'You may only specify one of the contact, flow parameters'

/**
 * Reads the parameters in the order in which the version does.
 * @throws {Problem} for the few values that it refuses; others match nothing, or are no filter
 */
export function parseRunsQuery(query: QueryString, world: World): RunsQuery {
  const flow = query.getLast('flow') ?? ''
  const contact = query.getLast('contact') ?? ''
  if (flow !== '' && contact !== '') throw new Problem('invalid', { text: EXCLUSIVE_TEXT })
  const references =
    getServerVersion(world) === 'v9' ? parseV9References(query, world) : parseHeadReferences(query, world)
  const bounds = parseTimeRange(query)
  const allReferences = { ...references, contact: decodeText(contact, getIds(world).contact) }
  const impossible = bounds === null || Object.values(allReferences).includes(NO_MATCH)
  return {
    filter: impossible ? null : createRunFilter(allReferences, isTruthy(query.getLast('responded'))),
    from: bounds?.from,
    to: bounds?.to,
    ascending: isTruthy(query.getLast('reverse')),
    includesPaths: query.getLast('paths') === undefined ? undefined : isTruthy(query.getLast('paths')),
  }
}

interface RunReferences {
  readonly byId: EntityParameter
  readonly byUuid: EntityParameter
  readonly flow: EntityParameter
  readonly contact: EntityParameter
}

/** Version 9 looks at the id before the uuid, and compares the flow as text. */
function parseV9References(query: QueryString, world: World): Omit<RunReferences, 'contact'> {
  const byId = parseRunNumber(query, world)
  const byUuid = decodeUuid(getIds(world).run, parseUuidParameter(query, 'uuid', 'v9'))
  return { byId, byUuid, flow: decodeText(query.getLast('flow') ?? '', getIds(world).flow) }
}

/** The newer line looks at the uuid first, and refuses a flow that is no UUID. */
function parseHeadReferences(query: QueryString, world: World): Omit<RunReferences, 'contact'> {
  const byUuid = decodeUuid(getIds(world).run, parseUuidParameter(query, 'uuid', 'head'))
  const byId = parseRunNumber(query, world)
  return { byUuid, byId, flow: decodeUuid(getIds(world).flow, parseUuidParameter(query, 'flow', 'head')) }
}

function createRunFilter(references: RunReferences, responded: boolean): RunFilter | null {
  const numbers = [references.byId, references.byUuid].filter((number) => number !== undefined && number !== null)
  if (new Set(numbers).size > 1) return null
  return {
    flow: references.flow ?? undefined,
    contacts: typeof references.contact === 'number' ? [references.contact] : undefined,
    numbers: numbers.length === 0 ? undefined : numbers,
    facet: responded ? (facet: Facet) => facet.replyCount > 0 : undefined,
  }
}

interface IdDecoder {
  decode(id: string): number | undefined
}

/** Compared as text, so that only the canonical spelling finds something. */
function decodeText(text: string, identity: IdDecoder): EntityParameter {
  return text === '' ? undefined : (identity.decode(text) ?? NO_MATCH)
}

function decodeUuid(identity: IdDecoder, uuid: string | undefined): EntityParameter {
  return uuid === undefined ? undefined : (identity.decode(uuid) ?? NO_MATCH)
}

function parseRunNumber(query: QueryString, world: World): EntityParameter {
  const id = parseIntegerParameter(query, 'id')
  return id === undefined ? undefined : decodeIntegerRunId(id, world)
}
