import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { rows } from '../../http/shelf.ts'
import { type NumberedPage, offsetOf, pagesFor } from '../../wire/numbered-page.ts'
import { statusesByWord } from '../../wire/statuses.ts'
import { page, type Sort } from '../../world/page.ts'
import type { World } from '../../world/world.ts'
import { toFlow } from './flow.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'
import { toSession, wireStatus } from './session.ts'

const FLOWS_SIZE = 20
const FLOWS_PARAMETERS = ['page', 'size']
const SESSIONS_PARAMETERS = [...FLOWS_PARAMETERS, 'sortBy', 'sortDesc']

/** The sessions of one flow in one environment. */
export function listSessions({ path, query }: Asked<operations['listSessions']>, scene: Scene) {
  const { world } = scene
  refuseUnknown(scene, SESSIONS_PARAMETERS)
  const flow = idsOf(world).flow.decode(path.flowId.toLowerCase())
  const asked = { number: query.page ?? 1, size: query.size ?? defaultSize(world) }
  if (flow === undefined) return unknownFlow(asked, world)
  const { total, refs } = page(scene.view, {
    filter: { flow, environment: path.environment },
    sort: sortOf(query, world),
    offset: offsetOf(asked),
    limit: asked.size,
  })
  return { status: 200, body: { content: rows(scene, refs, toSession), page: totalled(asked, total, world) } } as const
}

/** The flows that an environment has; all of them have run in both. */
export function listFlows({ path, query }: Asked<operations['listFlows']>, scene: Scene) {
  const { world } = scene
  refuseUnknown(scene, FLOWS_PARAMETERS)
  const asked = { number: query.page ?? 1, size: query.size ?? FLOWS_SIZE }
  const drafts = positionOf(world, quirks.draftFlows) === 'listed'
  const flows = world.universe.flows.filter(({ published }) => published || drafts)
  const from = offsetOf(asked)
  const content = flows.slice(from, from + asked.size).map((flow) => toFlow(flow, path.environment, world))
  return { status: 200, body: { content, page: totalled(asked, flows.length, world) } } as const
}

function unknownFlow(asked: NumberedPage, world: World) {
  if (positionOf(world, quirks.unknownFlow) === 'not-found') throw new Problem('not-found', { text: 'Flow not found' })
  return { status: 200, body: { content: [], page: totalled(asked, 0, world) } } as const
}

function totalled(asked: NumberedPage, total: number, world: World) {
  const least = positionOf(world, quirks.pagesOfNothing) === 'one' ? 1 : 0
  const totalPages = Math.max(least, pagesFor(total, asked.size))
  if (asked.number > Math.max(1, totalPages) && positionOf(world, quirks.beyondTheLast) === 'not-found') {
    throw new Problem('not-found', { text: 'Page not found', note: `the last page is ${totalPages}` })
  }
  return { number: asked.number, size: asked.size, totalElements: total, totalPages }
}

function defaultSize(world: World): number {
  return positionOf(world, quirks.defaultSize) === 'ten' ? 10 : FLOWS_SIZE
}

/** Statuses sort by their words; equal ones by creation, which is also what is sorted by unless asked otherwise. */
function sortOf({ sortBy, sortDesc }: Asked<operations['listSessions']>['query'], world: World): Sort {
  const newest = sortBy === undefined && positionOf(world, quirks.defaultOrder) === 'newest-first'
  const descending = sortDesc ?? newest
  if (sortBy !== 'status') return { by: 'created', descending }
  const order = statusesByWord(wireStatus)
  return { by: 'status', order: descending ? order.toReversed() : order, descending }
}

function refuseUnknown({ world, incoming }: Scene, known: readonly string[]): void {
  if (positionOf(world, quirks.unknownParameters) === 'ignored') return
  const unknown = incoming.query.names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((at) => ({ in: 'query', at, rule: 'unknown' })) })
}
