import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getAnswers, getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { Problem } from '../../http/problem.ts'
import { formatIsoMicroseconds, formatIsoMicrosecondsShort } from '../../wire/date-time.ts'
import type { CursorPage, PageRead } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { Run as WorldRun } from '../../world/model/run.ts'
import { listRunsByModification, type ModifiedRef } from '../../world/query/by-modification.ts'
import type { Facet, RunFilter } from '../../world/query/filter.ts'
import type { View } from '../../world/state/view.ts'
import { addDuration, type Instant } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { decodeIntegerRunId, encodeIntegerRunId, getIds } from './ids.ts'
import { readListPage } from './list-page.ts'
import { type EntityParameter, isTruthy, parseIntegerParameter, parseTimeRange, parseUuidParameter } from './query.ts'
import { getServerVersion } from './quirks.ts'
import { applyRunQuirks } from './run-variant.ts'

export type Run = components['schemas']['Run']

/** A run that waits or runs has no exit type. */
const exitTypeByStatus = {
  queued: null,
  running: null,
  completed: 'completed',
  expired: 'expired',
  failed: 'failed',
  cancelled: 'interrupted',
} as const satisfies Record<Status, Run['exit_type']>

/** A run as a row of runs.json, keys in the order of version 9 unless the world is told otherwise. */
export function serializeRun(run: WorldRun, world: World): Run {
  return applyRunQuirks(serializeRow(run, world, serializePath(run, world)), run.contact, world)
}

/** The same, for clients that switch paths off. */
export function serializeRunWithNullPath(run: WorldRun, world: World): Run {
  return applyRunQuirks(serializeRow(run, world, null), run.contact, world)
}

/** The same, as if nobody had ever heard of paths. */
export function serializeRunOmittingPath(run: WorldRun, world: World): Run {
  const { path: _, ...row } = serializeRunWithNullPath(run, world)
  // The position of a quirk, in which the row is not what the document says.
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
    created_on: formatIsoMicrosecondsShort(run.createdAt),
    modified_on: formatIsoMicrosecondsShort(run.modifiedAt),
    exited_on: run.endedAt === null ? null : formatIsoMicrosecondsShort(run.endedAt),
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

/** One page of the runs that were asked for. */
export function readRunsPage(context: HandlerContext, query: RunsQuery): CursorPage<ModifiedRef> {
  return readListPage(context, (reading) => readRuns(context.view, query, reading))
}

function readRuns(view: View, query: RunsQuery, reading: PageRead): readonly ModifiedRef[] {
  if (query.filter === null) return []
  const { skip, limit } = reading
  return listRunsByModification(view, { filter: query.filter, ...toReadingRange(query, reading), skip, limit })
}

/** The stretch of time that a reading is about, and its direction. */
export function toReadingRange(
  { ascending, from, to }: Pick<RunsQuery, 'ascending' | 'from' | 'to'>,
  { isReversed, after }: PageRead,
): { readonly from: Instant | undefined; readonly to: Instant | undefined; readonly descending: boolean } {
  const descending = ascending === isReversed
  return {
    from: descending || after === null ? from : maxInstant(from, addDuration(after, 1)),
    to: descending && after !== null ? minInstant(to, addDuration(after, -1)) : to,
    descending,
  }
}

function maxInstant(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left > right ? left : right
}

function minInstant(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left < right ? left : right
}
