import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { serializeRows } from '../../http/caches.ts'
import { getPageOffset } from '../../wire/pagination.ts'
import type { Run } from '../../world/model/run.ts'
import { queryPage, type RunSort, sortStatusesByName } from '../../world/query/page.ts'
import type { World } from '../../world/world.ts'
import { serializeResults } from './datablocks.ts'
import { findFlow } from './flows.ts'
import { rejectUnknownParameters, serializePageInfo } from './list-query.ts'
import { quirks } from './quirks.ts'
import { readSessionInput, requireSession, serializeSession, wireStatus } from './sessions.ts'

type ListSessionsInput = OperationInput<operations['listSessions']>

/** Returns a page of the sessions of one flow in one environment. */
export function listSessions({ path, query }: ListSessionsInput, context: HandlerContext) {
  const { world } = context
  rejectUnknownParameters(context, ['page', 'size', 'sortBy', 'sortDesc'])
  const defaultSize = getQuirkPosition(world, quirks['idnow.default-size']) === 'ten' ? 10 : 20
  const page = { number: query.page ?? 1, size: query.size ?? defaultSize }
  const flow = findFlow(path, world)
  if (flow === undefined) {
    if (getQuirkPosition(world, quirks['idnow.unknown-flow']) === 'not-found')
      throw new Problem('not-found', { text: 'Flow not found' })
    return { status: 200, body: { content: [], page: serializePageInfo(page, 0, world) } } as const
  }
  const { total, refs } = queryPage(context.view, {
    filter: { flow, environment: path.environment },
    sort: parseSort(query, world),
    offset: getPageOffset(page),
    limit: page.size,
  })
  const content = serializeRows(context, refs, serializeSession)
  return { status: 200, body: { content, page: serializePageInfo(page, total, world) } } as const
}

/** Returns the sort order: by creation if none is requested; equal statuses are sorted by creation. */
function parseSort({ sortBy, sortDesc }: ListSessionsInput['query'], world: World): RunSort {
  const isNewestFirst =
    sortBy === undefined && getQuirkPosition(world, quirks['idnow.default-order']) === 'newest-first'
  const descending = sortDesc ?? isNewestFirst
  if (sortBy !== 'status') return { by: 'created', descending }
  const order = sortStatusesByName(wireStatus)
  return { by: 'status', order: descending ? order.toReversed() : order, descending }
}

export function readSession({ path }: OperationInput<operations['readSession']>, { world }: HandlerContext) {
  return { status: 200, body: serializeSessionDetail(requireSession(path, world), world) } as const
}

/** Serializes a session with the fields that rows of the list do not have. */
function serializeSessionDetail(run: Run, world: World): components['schemas']['SessionDetail'] {
  const input = readSessionInput(run)
  const hasMetadata = input !== undefined && getQuirkPosition(world, quirks['idnow.metadata-echo']) === 'shown'
  const hasResults = run.endedAt !== null && getQuirkPosition(world, quirks['idnow.results']) === 'shown'
  return {
    ...serializeSession(run, world),
    redirectUrl: input?.redirectUrl ?? null,
    state: input?.state ?? null,
    ...(hasMetadata ? { metadata: input.metadata } : {}),
    ...(hasResults ? { results: serializeResults(run, world) } : {}),
  }
}
