import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { serializeRows } from '../../http/shelf.ts'
import { type NumberedPage, getPageOffset, countPages } from '../../wire/numbered-page.ts'
import { sortStatusesByName } from '../../wire/statuses.ts'
import { queryPage, type RunSort } from '../../world/page.ts'
import type { World } from '../../world/world.ts'
import { serializeFlow } from './flow.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { serializeSession, wireStatus } from './session.ts'

const DEFAULT_FLOWS_SIZE = 20
const FLOWS_PARAMETERS = ['page', 'size']
const SESSIONS_PARAMETERS = [...FLOWS_PARAMETERS, 'sortBy', 'sortDesc']

/** The sessions of one flow in one environment. */
export function listSessions({ path, query }: OperationInput<operations['listSessions']>, scene: HandlerContext) {
  const { world } = scene
  rejectUnknownParameters(scene, SESSIONS_PARAMETERS)
  const flow = getIds(world).flow.decode(path.flowId.toLowerCase())
  const requested = { number: query.page ?? 1, size: query.size ?? getDefaultSize(world) }
  if (flow === undefined) return createUnknownFlowResponse(requested, world)
  const { total, refs } = queryPage(scene.view, {
    filter: { flow, environment: path.environment },
    sort: parseSort(query, world),
    offset: getPageOffset(requested),
    limit: requested.size,
  })
  return {
    status: 200,
    body: { content: serializeRows(scene, refs, serializeSession), page: serializePageInfo(requested, total, world) },
  } as const
}

/** The flows that an environment has; all of them have run in both. */
export function listFlows({ path, query }: OperationInput<operations['listFlows']>, scene: HandlerContext) {
  const { world } = scene
  rejectUnknownParameters(scene, FLOWS_PARAMETERS)
  const requested = { number: query.page ?? 1, size: query.size ?? DEFAULT_FLOWS_SIZE }
  const includesDrafts = getQuirkPosition(world, quirks.draftFlows) === 'listed'
  const flows = world.dataset.flows.filter(({ isPublished }) => isPublished || includesDrafts)
  const from = getPageOffset(requested)
  const content = flows.slice(from, from + requested.size).map((flow) => serializeFlow(flow, path.environment, world))
  return { status: 200, body: { content, page: serializePageInfo(requested, flows.length, world) } } as const
}

function createUnknownFlowResponse(asked: NumberedPage, world: World) {
  if (getQuirkPosition(world, quirks.unknownFlow) === 'not-found')
    throw new Problem('not-found', { text: 'Flow not found' })
  return { status: 200, body: { content: [], page: serializePageInfo(asked, 0, world) } } as const
}

function serializePageInfo(asked: NumberedPage, total: number, world: World) {
  const minPages = getQuirkPosition(world, quirks.pagesOfNothing) === 'one' ? 1 : 0
  const totalPages = Math.max(minPages, countPages(total, asked.size))
  if (asked.number > Math.max(1, totalPages) && getQuirkPosition(world, quirks.beyondTheLast) === 'not-found') {
    throw new Problem('not-found', { text: 'Page not found', note: `the last page is ${totalPages}` })
  }
  return { number: asked.number, size: asked.size, totalElements: total, totalPages }
}

function getDefaultSize(world: World): number {
  return getQuirkPosition(world, quirks.defaultSize) === 'ten' ? 10 : DEFAULT_FLOWS_SIZE
}

/** Statuses sort by their words; equal ones by creation, which is also what is sorted by unless asked otherwise. */
function parseSort({ sortBy, sortDesc }: OperationInput<operations['listSessions']>['query'], world: World): RunSort {
  const isNewestFirst = sortBy === undefined && getQuirkPosition(world, quirks.defaultOrder) === 'newest-first'
  const descending = sortDesc ?? isNewestFirst
  if (sortBy !== 'status') return { by: 'created', descending }
  const order = sortStatusesByName(wireStatus)
  return { by: 'status', order: descending ? order.toReversed() : order, descending }
}

function rejectUnknownParameters({ world, request }: HandlerContext, known: readonly string[]): void {
  if (getQuirkPosition(world, quirks.unknownParameters) === 'ignored') return
  const unknown = request.query.names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((at) => ({ in: 'query', at, rule: 'unknown' })) })
}
