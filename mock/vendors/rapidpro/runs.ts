import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getAnswers, getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMicroseconds } from '../../wire/date-time.ts'
import type { CursorPage } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { IdCodec } from '../../world/dataset/id-codec.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { Run as WorldRun } from '../../world/model/run.ts'
import { listRunsByModification, type ModifiedRef } from '../../world/query/by-modification.ts'
import type { Facet, InstantRange, RunFilter } from '../../world/query/filter.ts'
import type { World } from '../../world/world.ts'
import { getPreferredUrn } from './contact-details.ts'
import { flowContent } from './flow-content.ts'
import { decodeIntegerRunId, encodeIntegerRunId, getIds } from './ids.ts'
import { readListPage, toReadRange } from './list-page.ts'
import {
  type EntityParameter,
  isTruthy,
  parseIntegerParameter,
  parseTimeRange,
  parseUuidParameter,
  rejectCombinedParameters,
} from './query.ts'
import { getServerVersion, isAnonymousWorkspace, quirks } from './quirks.ts'
import { formatDate, getAnonymousFields, maskUrn } from './value-formats.ts'

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
  return row
}

function serializeRow(run: WorldRun, world: World, path: NonNullable<Run['path']> | null): Run {
  const ids = getIds(world)
  const person = world.getPerson(run.contact)
  const urn = getPreferredUrn(person)
  return {
    id: encodeIntegerRunId(run.number, world),
    uuid: ids.run.encode(run.number),
    flow: { uuid: ids.flow.encode(run.flow.index), name: getFlowText(flowContent, world, run.flow.index).name },
    contact: {
      uuid: ids.contact.encode(run.contact),
      name: person.name,
      urn,
      urn_display: urn === null ? null : urn.slice(urn.indexOf(':') + 1),
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

function serializePath(run: WorldRun, world: World): NonNullable<Run['path']> {
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

/** Converts a row of version 9 to what the world's quirks require. */
function applyRunQuirks(row: Run, contact: number, world: World): Run {
  if (world.sideState.renderSettings.settings.size === 0) return row
  return reorderKeys(applyFieldQuirks(maskAddresses(row, contact, world), world), world)
}

function maskAddresses(row: Run, contact: number, world: World): Run {
  if (!isAnonymousWorkspace(world)) return row
  const urn = row.contact.urn === null ? null : maskUrn(row.contact.urn)
  return { ...row, contact: { ...row.contact, urn, urn_display: null, ...getAnonymousFields(contact, world) } }
}

function applyFieldQuirks(row: Run, world: World): Run {
  const { id, uuid, flow, contact, start, ...rest } = row
  const identifiers = getQuirkPosition(world, quirks['rapidpro.identifiers'])
  const isInterrupted =
    row.exit_type === 'failed' && getQuirkPosition(world, quirks['rapidpro.failed-runs']) === 'interrupted'
  const variant = {
    ...(identifiers === 'uuid' ? {} : { id }),
    ...(identifiers === 'id' ? {} : { uuid }),
    flow,
    contact,
    ...(start === null && getQuirkPosition(world, quirks['rapidpro.start']) === 'omitted' ? {} : { start }),
    ...rest,
    values: applyResultQuirks(rest.values, world),
    exit_type: isInterrupted ? 'interrupted' : rest.exit_type,
  }
  // In these quirk positions the row deviates from the document.
  return variant as Run
}

function applyResultQuirks(values: Run['values'], world: World): Run['values'] {
  const usesLabels = getQuirkPosition(world, quirks['rapidpro.result-name']) === 'display'
  const entries = Object.entries(values).map(([key, result]) => {
    const { input, ...rest } = usesLabels ? result : { ...result, name: key }
    return [key, getServerVersion(world) === 'v9' ? { ...rest, input } : rest]
  })
  return Object.fromEntries(entries) as Run['values']
}

/** The newer line puts the deprecated id last. */
function reorderKeys(row: Run, world: World): Run {
  if (getServerVersion(world) === 'v9' || row.id === undefined) return row
  const { id, ...rest } = row
  return { ...rest, id }
}

export interface RunsQuery extends InstantRange {
  /** Null if no run can match. */
  readonly filter: RunFilter | null
  readonly ascending: boolean
  /** Undefined without `paths`. */
  readonly includesPaths: boolean | undefined
}

/**
 * Parses the parameters in the order of the server version.
 * @throws {Problem} for the values that it rejects; other invalid values match nothing, or are ignored
 */
export function parseRunsQuery(query: QueryString, world: World): RunsQuery {
  const ids = getIds(world)
  const version = getServerVersion(world)
  const [flowText, contactText] = [query.getLast('flow') ?? '', query.getLast('contact') ?? '']
  rejectCombinedParameters(query, ['contact', 'flow'])
  const numbers = parseRunNumbers(query, world)
  const flow = decodeId(version === 'v9' ? flowText : parseUuidParameter(query, 'flow', version), ids.flow)
  const contact = decodeId(contactText, ids.contact)
  const range = parseTimeRange(query)
  const isPossible = range !== null && new Set(numbers).size <= 1 && ![...numbers, flow, contact].includes(null)
  const known = numbers.filter((number) => number !== null)
  const filter = {
    flow: flow ?? undefined,
    contacts: typeof contact === 'number' ? [contact] : undefined,
    numbers: known.length === 0 ? undefined : known,
    facet: isTruthy(query.getLast('responded')) ? ({ replyCount }: Facet) => replyCount > 0 : undefined,
  }
  const paths = query.getLast('paths')
  return {
    filter: isPossible ? filter : null,
    from: range?.from,
    to: range?.to,
    ascending: isTruthy(query.getLast('reverse')),
    includesPaths: paths === undefined ? undefined : isTruthy(paths),
  }
}

/** Parses `id` and `uuid` to run numbers. Version 9 validates id before uuid, the newer line uuid before id. */
function parseRunNumbers(query: QueryString, world: World): readonly (number | null)[] {
  const version = getServerVersion(world)
  const parseId = () => {
    const id = parseIntegerParameter(query, 'id')
    return id === undefined ? undefined : decodeIntegerRunId(id, world)
  }
  const parseUuid = () => decodeId(parseUuidParameter(query, 'uuid', version), getIds(world).run)
  const parsers = version === 'v9' ? [parseId, parseUuid] : [parseUuid, parseId]
  return parsers.map((parse) => parse()).filter((number) => number !== undefined)
}
/** Decodes an id in its canonical form; undefined without one, null for an unknown one. */
function decodeId(id: string | undefined, codec: IdCodec): EntityParameter {
  return id === undefined || id === '' ? undefined : (codec.decode(id) ?? null)
}

export function readRunsPage(context: HandlerContext, query: RunsQuery): CursorPage<ModifiedRef> {
  const { filter } = query
  return readListPage(context, (read) => {
    if (filter === null) return []
    const { skip, limit } = read
    return listRunsByModification(context.view, { filter, ...toReadRange(query, read), skip, limit })
  })
}
