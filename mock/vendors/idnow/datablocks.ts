import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flavour.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { formatIsoMilliseconds } from '../../wire/instants.ts'
import { DAY, type Instant, addDuration } from '../../world/instant.ts'
import type { JsonObject, JsonValue, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { createStepResults } from './findings.ts'
import { flowContent } from './flavour.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { DECISION_STEP, getOutcome } from './session.ts'
import { requireSession } from './session-at.ts'

type DataBlock = components['schemas']['DataBlock']

const INPUT_STEP = 'START'
/** Far more than any session brings about, so that numbers of blocks do not meet. */
const MAX_BLOCKS_PER_RUN = 1024
const RETENTION = 30 * DAY

/** What a session was given and what it found out; it may hold personal data, so nobody may keep it. */
export function listDatablocks({ path }: OperationInput<operations['listDatablocks']>, scene: HandlerContext) {
  const { world } = scene
  const run = requireSession(path, scene)
  const dataBlocks = collectDrafts(run, world).map((draft, place) => serializeDataBlock(draft, place, { run, world }))
  return { status: 200, body: { dataBlocks }, headers: { 'cache-control': 'no-store' } } as const
}

/** References to the blocks that the flow brought about. */
export function serializeResults(run: Run, world: World): readonly components['schemas']['Result'][] {
  return collectDrafts(run, world).flatMap(({ type, stepId }, place) =>
    stepId === INPUT_STEP ? [] : [{ datablockId: getBlockId(run, place, world), type }],
  )
}

interface DataBlockDraft {
  readonly type: string
  readonly stepId: string
  readonly clock: number
  readonly at: Instant
  readonly content: JsonObject
}

function serializeDataBlock(
  draft: DataBlockDraft,
  place: number,
  { run, world }: { run: Run; world: World },
): DataBlock {
  const isContentDeleted = isDeleted(run, world)
  return {
    datablockId: getBlockId(run, place, world),
    type: draft.type,
    createdBy: { stepId: draft.stepId, clock: draft.clock },
    createdAt: formatIsoMilliseconds(draft.at),
    status: isContentDeleted ? 'DELETED' : 'STORED',
    content: isContentDeleted ? null : draft.content,
  }
}

/** Input first, then what each step found out, then the decision. */
function collectDrafts(run: Run, world: World): readonly DataBlockDraft[] {
  const { questions } = getFlowText(flowContent, world, run.flow.index)
  const input = Object.entries(getInput(run, world)).map(([type, value]) => ({
    type,
    stepId: INPUT_STEP,
    clock: 1,
    at: run.createdAt,
    content: toJsonObject(value),
  }))
  const stepResults = run.repliesAt.flatMap((at, step) => {
    const stepId = questions[step]?.key ?? ''
    return createStepResults(stepId, run, world).map(({ type, content }) => ({
      type,
      stepId,
      clock: step + 2,
      at,
      content,
    }))
  })
  if (run.status !== 'completed' || run.endedAt === null) return [...input, ...stepResults]
  const reasons = run.outcome === 'rejected' ? ['customer-policy'] : []
  const content = { outcome: getOutcome(run, world), reasons }
  const clock = run.repliesAt.length + 2
  return [...input, ...stepResults, { type: 'outcomeStatus', stepId: DECISION_STEP, clock, at: run.endedAt, content }]
}

/** What the flow was told about the person: by the client, or, of a session that nobody created, what it must have been. */
function getInput(run: Run, world: World): JsonObject {
  if (run.input !== null) return run.input.variables
  const { name, firstName, phone } = world.getPerson(run.contact)
  if (name === null || firstName === null) return { contactDetails: { phoneNumber: phone } }
  return { basicIdentity: { givenName: firstName, familyName: name.slice(firstName.length + 1) } }
}

function toJsonObject(value: JsonValue): JsonObject {
  const isWrapped = typeof value !== 'object' || value === null || Array.isArray(value)
  return isWrapped ? { value } : (value as JsonObject)
}

function getBlockId(run: Run, place: number, world: World): string {
  return getIds(world).datablock.encode(run.number * MAX_BLOCKS_PER_RUN + place)
}

function isDeleted({ endedAt }: Run, world: World): boolean {
  if (endedAt === null || getQuirkPosition(world, quirks.retention) === 'kept') return false
  return addDuration(endedAt, RETENTION) <= world.now
}
