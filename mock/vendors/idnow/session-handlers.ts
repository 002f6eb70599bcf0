import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { OperationInput } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { serializeRows } from '../../http/row-cache.ts'
import { countPages, getPageOffset, type NumberedPage } from '../../wire/pagination.ts'
import { queryPage, type RunSort, sortStatusesByName } from '../../world/query/page.ts'
import type { World } from '../../world/world.ts'
import { serializeFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { serializeSession, wireStatus } from './sessions.ts'

const DEFAULT_FLOWS_SIZE = 20
const FLOWS_PARAMETERS = ['page', 'size']
const SESSIONS_PARAMETERS = [...FLOWS_PARAMETERS, 'sortBy', 'sortDesc']

/** The sessions of one flow in one environment. */
export function listSessions({ path, query }: OperationInput<operations['listSessions']>, context: HandlerContext) {
  const { world } = context
  rejectUnknownParameters(context, SESSIONS_PARAMETERS)
  const flow = getIds(world).flow.decode(path.flowId.toLowerCase())
  const requested = { number: query.page ?? 1, size: query.size ?? getDefaultSize(world) }
  if (flow === undefined) return createUnknownFlowResponse(requested, world)
  const { total, refs } = queryPage(context.view, {
    filter: { flow, environment: path.environment },
    sort: parseSort(query, world),
    offset: getPageOffset(requested),
    limit: requested.size,
  })
  return {
    status: 200,
    body: { content: serializeRows(context, refs, serializeSession), page: serializePageInfo(requested, total, world) },
  } as const
}

/** The flows that an environment has; all of them have run in both. */
export function listFlows({ path, query }: OperationInput<operations['listFlows']>, context: HandlerContext) {
  const { world } = context
  rejectUnknownParameters(context, FLOWS_PARAMETERS)
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

const RANGES: Readonly<Record<string, readonly [number, number]>> = { page: [1, Infinity], size: [1, 100] }
const BOOLEAN_SPELLINGS: Readonly<Record<string, string>> = {
  true: 'true',
  '1': 'true',
  yes: 'true',
  false: 'false',
  '0': 'false',
  no: 'false',
}

/** Reads a parameter as another text where a quirk is more lenient than the document. */
export function normalizeQueryValue(name: string, text: string, world: World): string {
  if (world.sideState.renderSettings.settings.size === 0) return text
  if (name === 'sortBy') {
    return text === 'sessionStatus' && getQuirkPosition(world, quirks.sortBySessionStatus) === 'accepted'
      ? 'status'
      : text
  }
  if (name === 'sortDesc') {
    return getQuirkPosition(world, quirks.booleanSpelling) === 'lenient'
      ? (BOOLEAN_SPELLINGS[text.toLowerCase()] ?? text)
      : text
  }
  const limits = RANGES[name]
  if (limits === undefined || !/^-?\d+$/.test(text) || getQuirkPosition(world, quirks.outOfRange) === 'refused')
    return text
  const [low, high] = limits
  return String(Math.min(high, Math.max(low, Number(text))))
}
