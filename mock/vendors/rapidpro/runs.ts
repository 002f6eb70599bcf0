import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getAnswers, getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { Problem } from '../../http/problem.ts'
import { formatIsoMicroseconds } from '../../wire/date-time.ts'
import type { CursorPage } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { Run as WorldRun } from '../../world/model/run.ts'
import { listRunsByModification, type ModifiedRef } from '../../world/query/by-modification.ts'
import type { Facet, InstantRange, RunFilter } from '../../world/query/filter.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { decodeIntegerRunId, encodeIntegerRunId, getIds } from './ids.ts'
import { readListPage, toReadRange } from './list-page.ts'
import { type EntityParameter, isTruthy, parseIntegerParameter, parseTimeRange, parseUuidParameter } from './query.ts'
import { getServerVersion } from './quirks.ts'
import { applyRunQuirks } from './run-variant.ts'
import { formatDate } from './value-formats.ts'

export type Run = components['schemas']['Run']

/** The exit type of each status; null for an active run. */
const exitTypeByStatus = {
  queued: null,
  running: null,
  completed: 'completed',
  expired: 'expired',
  failed: 'failed',
  cancelled: 'interrupted',
} as const satisfies Record<Status, Run['exit_type']>

/** Serializes a run as a row of runs.json; keys are in the order of version 9 unless a quirk changes it. */
export function serializeRun(run: WorldRun, world: World): Run {
  return applyRunQuirks(serializeRow(run, world, serializePath(run, world)), run.contact, world)
}

/** Serializes a run for `paths=false`. */
export function serializeRunWithNullPath(run: WorldRun, world: World): Run {
  return applyRunQuirks(serializeRow(run, world, null), run.contact, world)
}

/** Serializes a run for the quirk position `rapidpro.path: omitted`. */
export function serializeRunOmittingPath(run: WorldRun, world: World): Run {
  const { path: _, ...row } = serializeRunWithNullPath(run, world)
  // In this quirk position the row deviates from the document.
  return row as Run
}

function serializeRow(run: WorldRun, world: World, path: Run['path']): Run {
  const ids = getIds(world)
  const person = world.getPerson(run.contact)
  return {
    id: encodeIntegerRunId(run.number, world),
    uuid: ids.run.encode(run.number),
    flow: { uuid: ids.flow.encode(run.flow.index), name: getFlowText(flowContent, world, run.flow.index).name },
    contact: {
      uuid: ids.contact.encode(run.contact),
      name: person.name,
      urn: `tel:${person.phone}`,
      urn_display: person.phone,
    },
    start: run.broadcast === null ? null : { uuid: ids.start.encode(run.broadcast) },
    responded: run.repliesAt.length > 0,
    path,
    values: serializeValues(run, world),
    created_on: formatDate(run.createdAt, world),
    modified_on: formatDate(run.modifiedAt, world),
    exited_on: run.endedAt === null ? null : formatDate(run.endedAt, world),
    exit_type: exitTypeByStatus[run.status],
  }
}

function serializePath(run: WorldRun, world: World): Run['path'] {
  if (run.startedAt === null) return []
  const { node } = getIds(world)
  return [run.startedAt, ...run.repliesAt].map((at, step) => ({
    node: node(run.flow.index, step),
    time: formatIsoMicroseconds(at),
  }))
}

function serializeValues(run: WorldRun, world: World): Run['values'] {
  const { node } = getIds(world)
  const results = getAnswers(flowContent, world, run).map(({ question, category, text, at, step }) => [
    question.key,
    {
      value: text,
      category,
      node: node(run.flow.index, step),
      time: formatIsoMicroseconds(at),
      name: question.name,
      input: text,
    },
  ])
  return Object.fromEntries(results) as Run['values']
}

/** The parameters of runs.json. */
export interface RunsQuery extends InstantRange {
  /** Null if no run can match. */
  readonly filter: RunFilter | null
  readonly ascending: boolean
  /** Undefined without `paths`. */
  readonly includesPaths: boolean | undefined
}

const NO_MATCH = null
const EXCLUSIVE_TEXT = 'You may only specify one of the contact, flow parameters'

/**
 * Parses the parameters in the order of the server version.
 * @throws {Problem} for the values that it rejects; other invalid values match nothing, or are ignored
 */
export function parseRunsQuery(query: QueryString, world: World): RunsQuery {
  const flow = query.getLast('flow') ?? ''
  const contact = query.getLast('contact') ?? ''
  if (flow !== '' && contact !== '') throw new Problem('invalid', { text: EXCLUSIVE_TEXT })
  const parseReferences = getServerVersion(world) === 'v9' ? parseV9References : parseHeadReferences
  const references = { ...parseReferences(query, world), contact: decodeText(contact, getIds(world).contact) }
  const range = parseTimeRange(query)
  const isImpossible = range === null || Object.values(references).includes(NO_MATCH)
  return {
    filter: isImpossible ? null : createRunFilter(references, isTruthy(query.getLast('responded'))),
    from: range?.from,
    to: range?.to,
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

/** Version 9 validates id before uuid, and compares flow as text. */
function parseV9References(query: QueryString, world: World): Omit<RunReferences, 'contact'> {
  const byId = parseRunNumber(query, world)
  const byUuid = decodeUuid(parseUuidParameter(query, 'uuid', 'v9'), getIds(world).run)
  return { byId, byUuid, flow: decodeText(query.getLast('flow') ?? '', getIds(world).flow) }
}

/** The newer line validates uuid before id, and rejects a flow that is not a UUID. */
function parseHeadReferences(query: QueryString, world: World): Omit<RunReferences, 'contact'> {
  const byUuid = decodeUuid(parseUuidParameter(query, 'uuid', 'head'), getIds(world).run)
  const byId = parseRunNumber(query, world)
  return { byUuid, byId, flow: decodeUuid(parseUuidParameter(query, 'flow', 'head'), getIds(world).flow) }
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

/** Decodes an id without normalization: only its canonical form matches. */
function decodeText(text: string, codec: IdDecoder): EntityParameter {
  return text === '' ? undefined : (codec.decode(text) ?? NO_MATCH)
}

function decodeUuid(uuid: string | undefined, codec: IdDecoder): EntityParameter {
  return uuid === undefined ? undefined : (codec.decode(uuid) ?? NO_MATCH)
}

function parseRunNumber(query: QueryString, world: World): EntityParameter {
  const id = parseIntegerParameter(query, 'id')
  return id === undefined ? undefined : decodeIntegerRunId(id, world)
}

/** Reads one page of runs.json. */
export function readRunsPage(context: HandlerContext, query: RunsQuery): CursorPage<ModifiedRef> {
  const { filter } = query
  return readListPage(context, (read) => {
    if (filter === null) return []
    const { skip, limit } = read
    return listRunsByModification(context.view, { filter, ...toReadRange(query, read), skip, limit })
  })
}
