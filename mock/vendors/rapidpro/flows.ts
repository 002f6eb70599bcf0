import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Status } from '../../world/model/outcome.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { MINUTE } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getFlowCreatedAt, getFlowModifiedAt, toRowsByCreation } from './creation-times.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { createArrayReader, isInRange, type NumberedRow, type PageReader } from './list-page.ts'
import { isTruthy, parseTimeRange, parseUuidParameter } from './query.ts'
import { getServerVersion, quirks } from './quirks.ts'
import { formatDate } from './value-formats.ts'

type Flow = components['schemas']['Flow']
type Named = components['schemas']['Named']

/** Returns true for an unpublished flow, which cannot be started. */
export function isArchivedFlow(flow: number, world: World): boolean {
  return world.dataset.flows[flow]?.isPublished !== true
}

export function serializeNamedFlow(flow: number, world: World): Named {
  return { uuid: getIds(world).flow.encode(flow), name: getFlowText(flowContent, world, flow).name }
}

/** Serializes a flow as a row of flows.json, with the current counts of its runs. */
export function serializeFlow(flow: number, context: HandlerContext): Flow {
  const { world } = context
  const { timeToLive = 0 } = world.dataset.flows[flow] ?? {}
  return {
    ...serializeNamedFlow(flow, world),
    type: 'message',
    archived: isArchivedFlow(flow, world),
    labels: [],
    expires: timeToLive / MINUTE,
    runs: countRuns(flow, context),
    results: serializeResults(flow, world),
    parent_refs: [],
    created_on: formatDate(getFlowCreatedAt(flow, world), world),
    modified_on: formatDate(getFlowModifiedAt(flow, world), world),
  }
}

function countRuns(flow: number, { world, view }: HandlerContext): Flow['runs'] {
  const countByStatus = (status: Status) =>
    listRunsByCreation(view, { flow, facet: (facet) => facet.status === status }).size
  const [interrupted, failed] = [countByStatus('cancelled'), countByStatus('failed')]
  const isMerged = getQuirkPosition(world, quirks.failedRuns) === 'interrupted'
  return {
    active: countByStatus('queued'),
    waiting: countByStatus('running'),
    completed: countByStatus('completed'),
    expired: countByStatus('expired'),
    interrupted: isMerged ? interrupted + failed : interrupted,
    failed: isMerged ? 0 : failed,
  }
}

function serializeResults(flow: number, world: World): Flow['results'] {
  const questionCount = world.dataset.flows[flow]?.questions ?? 0
  return getFlowText(flowContent, world, flow)
    .questions.slice(0, questionCount)
    .map(({ key, name, answers }, index) => ({
      key,
      name,
      categories: Object.keys(answers),
      node_uuids: [getIds(world).node(flow, index)],
    }))
}

/** Reads flows.json: by creation, newest first unless `reverse` is set. `before` and `after` compare the last edit. */
export function createFlowsReader(context: HandlerContext): PageReader<NumberedRow> {
  const { world, request } = context
  const ascending = isTruthy(request.query.getLast('reverse'))
  const uuid = parseUuidParameter(request.query, 'uuid', getServerVersion(world))
  const range = parseTimeRange(request.query)
  if (range === null) return () => []
  const flows = world.dataset.flows
    .map(({ index }) => index)
    .filter((flow) => uuid === undefined || getIds(world).flow.encode(flow) === uuid)
    .filter((flow) => isInRange(getFlowModifiedAt(flow, world), range) && matchesTypeAndArchived(flow, context))
  return createArrayReader(toRowsByCreation(flows, ascending, world), ascending)
}

function matchesTypeAndArchived(flow: number, { world, request: { query } }: HandlerContext): boolean {
  const [type, archived] = [query.getLast('type') ?? '', query.getLast('archived') ?? '']
  return (type === '' || type === 'message') && (archived === '' || isTruthy(archived) === isArchivedFlow(flow, world))
}
