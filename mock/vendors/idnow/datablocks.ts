import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import { flowText } from '../../content/flavour.ts'
import type { Asked } from '../../http/operation-types.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { toMilliseconds } from '../../wire/instants.ts'
import { DAY, type Instant, plus } from '../../world/instant.ts'
import type { JsonObject, JsonValue, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { findingsOf } from './findings.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'
import { DECISION, outcomeOf } from './session.ts'
import { sessionAt } from './session-at.ts'

type DataBlock = components['schemas']['DataBlock']

const START = 'START'
/** Far more than any session brings about, so that numbers of blocks do not meet. */
const MOST_BLOCKS = 1024
const RETENTION = 30 * DAY

/** What a session was given and what it found out; it may hold personal data, so nobody may keep it. */
export function listDatablocks({ path }: Asked<operations['listDatablocks']>, scene: Scene) {
  const { world } = scene
  const run = sessionAt(path, scene)
  const dataBlocks = draftsOf(run, world).map((draft, place) => toDataBlock(draft, place, { run, world }))
  return { status: 200, body: { dataBlocks }, headers: { 'cache-control': 'no-store' } } as const
}

/** References to the blocks that the flow brought about. */
export function resultsOf(run: Run, world: World): readonly components['schemas']['Result'][] {
  return draftsOf(run, world).flatMap(({ type, stepId }, place) =>
    stepId === START ? [] : [{ datablockId: blockId(run, place, world), type }],
  )
}

interface Draft {
  readonly type: string
  readonly stepId: string
  readonly clock: number
  readonly at: Instant
  readonly content: JsonObject
}

function toDataBlock(draft: Draft, place: number, { run, world }: { run: Run; world: World }): DataBlock {
  const deleted = isDeleted(run, world)
  return {
    datablockId: blockId(run, place, world),
    type: draft.type,
    createdBy: { stepId: draft.stepId, clock: draft.clock },
    createdAt: toMilliseconds(draft.at),
    status: deleted ? 'DELETED' : 'STORED',
    content: deleted ? null : draft.content,
  }
}

/** Input first, then what each step found out, then the decision. */
function draftsOf(run: Run, world: World): readonly Draft[] {
  const { questions } = flowText(flavour, world, run.flow.index)
  const input = Object.entries(inputOf(run, world)).map(([type, value]) => ({
    type,
    stepId: START,
    clock: 1,
    at: run.createdAt,
    content: asObject(value),
  }))
  const found = run.repliesAt.flatMap((at, step) => {
    const stepId = questions[step]?.key ?? ''
    return findingsOf(stepId, run, world).map(({ type, content }) => ({ type, stepId, clock: step + 2, at, content }))
  })
  if (run.status !== 'completed' || run.endedAt === null) return [...input, ...found]
  const reasons = run.outcome === 'rejected' ? ['customer-policy'] : []
  const content = { outcome: outcomeOf(run, world), reasons }
  const clock = run.repliesAt.length + 2
  return [...input, ...found, { type: 'outcomeStatus', stepId: DECISION, clock, at: run.endedAt, content }]
}

/** What the flow was told about the person: by the client, or, of a session that nobody created, what it must have been. */
function inputOf(run: Run, world: World): JsonObject {
  if (run.given !== null) return run.given.variables
  const { name, firstName, phone } = world.person(run.contact)
  if (name === null || firstName === null) return { contactDetails: { phoneNumber: phone } }
  return { basicIdentity: { givenName: firstName, familyName: name.slice(firstName.length + 1) } }
}

function asObject(value: JsonValue): JsonObject {
  const plain = typeof value !== 'object' || value === null || Array.isArray(value)
  return plain ? { value } : (value as JsonObject)
}

function blockId(run: Run, place: number, world: World): string {
  return idsOf(world).datablock.encode(run.number * MOST_BLOCKS + place)
}

function isDeleted({ endedAt }: Run, world: World): boolean {
  if (endedAt === null || positionOf(world, quirks.retention) === 'kept') return false
  return plus(endedAt, RETENTION) <= world.now
}
