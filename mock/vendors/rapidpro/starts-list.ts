import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import type { Placed, Reading } from '../../wire/cursor-page.ts'
import { broadcastOf, broadcastsOf } from '../../world/broadcasts.ts'
import type { Range } from '../../world/filter.ts'
import { FIRST_OPERATED_START } from '../../world/fold.ts'
import { type Instant, NEVER, plus } from '../../world/instant.ts'
import { idOfStart, idsOf } from './ids.ts'
import { type Bounds, boundsOf, integerOf, isTruthy, uuidOf } from './parameters.ts'
import { quirks } from './quirks.ts'
import { stretchOf } from './runs-page.ts'
import { DONE, type Start, stageOf, startOfBroadcast, startOfRecord, STARTS } from './start.ts'
import { versionOf } from './version.ts'

/** A start in the order of modification. */
export interface StartRef extends Placed {
  readonly start: Start
}

/** What a client asks of flow_starts.json. */
interface StartsQuery {
  /** The one that was asked for; null when there is none. */
  readonly one: Start | null | undefined
  readonly id: number | undefined
  readonly bounds: Bounds
  readonly ascending: boolean
}

/** Reads starts in order of modification. */
export function startsReader(scene: Scene): (reading: Reading) => readonly StartRef[] {
  const { one, id, bounds, ascending } = queryOf(scene)
  if (bounds === null || one === null) return () => []
  return (reading) => {
    const stretch = stretchOf({ ascending, ...bounds }, reading)
    const found: StartRef[] = []
    let passed = 0
    for (const ref of inOrder(scene, stretch)) {
      if (one !== undefined && ref.start.number !== one.number) continue
      if (id !== undefined && idOfStart(ref.start.number, scene.world) !== id) continue
      if (passed++ < reading.skip) continue
      found.push(ref)
      if (found.length === reading.limit) break
    }
    return found
  }
}

/** When a start next changes its status, and with it its place in the list. */
export function startsUntil(scene: Scene): Instant {
  const recent = [...byCreation(scene, { from: plus(scene.world.now, -DONE), descending: false })]
  return recent.reduce<Instant>((earliest, { createdAt }) => {
    const { until } = stageOf(createdAt, scene.world)
    return until < earliest ? until : earliest
  }, NEVER)
}

function queryOf(scene: Scene): StartsQuery {
  const { world, incoming } = scene
  const version = versionOf(world)
  const uuid = uuidOf(incoming.query, 'uuid', version)
  return {
    one: uuid === undefined ? undefined : startOfUuid(scene, uuid),
    id: version === 'v9' ? integerOf(incoming.query, 'id') : undefined,
    bounds: boundsOf(incoming.query),
    ascending: isTruthy(incoming.query.last('reverse')),
  }
}

function startOfUuid(scene: Scene, uuid: string): Start | null {
  const number = idsOf(scene.world).start.decode(uuid)
  if (number === undefined) return null
  if (number >= FIRST_OPERATED_START) {
    const kept = scene.world.records(STARTS).get({ at: number - FIRST_OPERATED_START, number: 0 })
    return kept === undefined ? null : startOfRecord(kept)
  }
  const broadcast = isListed(scene) ? broadcastOf(scene.view, number) : undefined
  return broadcast === undefined ? null : startOfBroadcast(broadcast, scene.world)
}

interface Stretch extends Range {
  readonly descending: boolean
}

/**
 * Once a start is done, its modification follows its creation at the same distance as everybody's; only the starts of
 * the last seconds have to be put in order.
 */
function* inOrder(scene: Scene, stretch: Stretch): IterableIterator<StartRef> {
  const recently = plus(scene.world.now, -DONE)
  const recent = [...byCreation(scene, { from: recently, descending: stretch.descending })]
    .map((start) => refOf(start, scene))
    .filter(({ modifiedAt: at }) => at >= (stretch.from ?? at) && at <= (stretch.to ?? at))
    .toSorted((left, right) => (comesFirst(left, right, stretch) ? -1 : 1))
  let next = 0
  for (const start of byCreation(scene, settledStretch(stretch, recently))) {
    const ref = refOf(start, scene)
    if (ref.modifiedAt < (stretch.from ?? ref.modifiedAt) || ref.modifiedAt > (stretch.to ?? ref.modifiedAt)) continue
    for (let other = recent[next]; other !== undefined && comesFirst(other, ref, stretch); other = recent[++next])
      yield other
    yield ref
  }
  yield* recent.slice(next)
}

/** Creations of starts that were done before `recently` and may be modified within the stretch. */
function settledStretch({ from, to, descending }: Stretch, recently: Instant): Stretch {
  const before = plus(recently, -1)
  return {
    from: from === undefined ? undefined : plus(from, -DONE),
    to: to === undefined || to > before ? before : to,
    descending,
  }
}

/** Starts in order of creation, of the universe and of operations together. */
function* byCreation(scene: Scene, { from, to, descending }: Stretch): IterableIterator<Start> {
  const kept = scene.world.records(STARTS)
  const operated = [...kept.from(descending ? kept.size - 1 : 0, descending)]
    .map(startOfRecord)
    .filter(({ createdAt: at }) => at >= (from ?? at) && at <= (to ?? at))
  let next = 0
  const computed = isListed(scene) ? broadcastsOf(scene.view, { from, to }, descending) : []
  for (const broadcast of computed) {
    const start = startOfBroadcast(broadcast, scene.world)
    for (let other = operated[next]; other !== undefined; other = operated[++next]) {
      if (descending ? other.createdAt < start.createdAt : other.createdAt >= start.createdAt) break
      yield other
    }
    yield start
  }
  yield* operated.slice(next)
}

function refOf(start: Start, { world }: Scene): StartRef {
  return { start, modifiedAt: stageOf(start.createdAt, world).since }
}

function comesFirst(left: StartRef, right: StartRef, { descending }: Stretch): boolean {
  const distance = left.modifiedAt - right.modifiedAt || left.start.number - right.start.number
  return descending ? distance > 0 : distance < 0
}

function isListed({ world }: Scene): boolean {
  return positionOf(world, quirks.computedStarts) === 'listed'
}
