import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { OperationInput } from '../../http/operation.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMilliseconds } from '../../wire/date-time.ts'
import type { JsonObject, JsonValue, Run } from '../../world/model/run.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import { addDuration, DAY, type Instant } from '../../world/time/instant.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { DECISION_STEP, getOutcome, requireSession } from './sessions.ts'

/** A piece of information that a step finds out. */
export interface StepResult {
  readonly type: string
  readonly content: JsonObject
}

/** The steps that leave a file behind. */
export const REPORT_STEP = 'document-check'

const getDocumentKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'idnow/finding'))

const COUNTRIES = ['DE', 'FR', 'NL', 'PT', 'AT', 'BE']
const DOCUMENTS = ['ID_CARD', 'PASSPORT', 'RESIDENCE_PERMIT']
const DOCUMENT_FIELD = 0
const NUMBER_FIELD = 1

const RESULT_TYPES: Readonly<Record<string, string>> = {
  'face-match': 'faceComparison',
  liveness: 'livenessCheck',
  'address-proof': 'addressVerification',
  signature: 'signature',
  screening: 'watchlistScreening',
  'phone-check': 'phoneVerification',
}

/** What a step of a session has found out; whether all of it will do is decided at the end. */
export function createStepResults(stepId: string, run: Run, world: World): readonly StepResult[] {
  if (stepId === REPORT_STEP) return createDocumentResults(run, world)
  if (stepId === 'data-entry') return [{ type: 'basicIdentity', content: getIdentity(run, world) }]
  return [{ type: RESULT_TYPES[stepId] ?? 'stepResult', content: { verdict: { status: 'VERIFIED' } } }]
}

/** What the person looks like on paper: the same for every session of theirs. */
function createDocumentResults(run: Run, world: World): readonly StepResult[] {
  const key = getDocumentKey(world)
  const random = randomInt(key, run.contact, DOCUMENT_FIELD)
  const documentNumber = `X${String(randomInt(key, run.contact, NUMBER_FIELD)).padStart(10, '0')}`
  const issuingCountry = COUNTRIES[random % COUNTRIES.length] ?? 'DE'
  const documentType = DOCUMENTS[(random >>> 8) % DOCUMENTS.length] ?? 'PASSPORT'
  const report = { $ref: 'vault', $id: getIds(world).vaultEntry.encode(run.number) }
  return [
    { type: 'documentData', content: { documentType, documentNumber, issuingCountry } },
    { type: 'documentVerification', content: { verdict: { status: 'VERIFIED' }, issues: [], report } },
  ]
}

function getIdentity(run: Run, world: World): JsonObject {
  const { name, firstName, phone } = world.getPerson(run.contact)
  if (name === null || firstName === null) return { phoneNumber: phone }
  return { givenName: firstName, familyName: name.slice(firstName.length + 1), phoneNumber: phone }
}

type DataBlock = components['schemas']['DataBlock']

const INPUT_STEP = 'START'
/** Far more than any session brings about, so that numbers of blocks do not meet. */
const MAX_BLOCKS_PER_RUN = 1024
const RETENTION = 30 * DAY

/** What a session was given and what it found out; it may hold personal data, so nobody may keep it. */
export function listDatablocks({ path }: OperationInput<operations['listDatablocks']>, context: HandlerContext) {
  const { world } = context
  const run = requireSession(path, context)
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
