import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMilliseconds } from '../../wire/date-time.ts'
import { isJwtExpired, signJwt, toNumericDate, verifyJwt } from '../../wire/jwt.ts'
import type { JsonObject, JsonValue } from '../../world/model/json.ts'
import type { Run } from '../../world/model/run.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import { addDuration, DAY } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { flowContent } from './flows.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { DECISION_STEP, getOutcome, requireSession } from './sessions.ts'

type DataBlock = components['schemas']['DataBlock']

interface StepResult {
  readonly type: string
  readonly content: JsonObject
}

/** The step that creates a file. */
const REPORT_STEP = 'document-check'

/** The step id of the blocks that hold a session's input. */
const INPUT_STEP = 'START'

/** More blocks than any session has, so that run number and position number a block. */
const MAX_BLOCKS_PER_RUN = 1024

const RETENTION = 30 * DAY

const getDocumentKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'idnow/finding'))

const COUNTRIES = ['DE', 'FR', 'NL', 'PT', 'AT', 'BE']
const DOCUMENTS = ['ID_CARD', 'PASSPORT', 'RESIDENCE_PERMIT']

const RESULT_TYPES: Readonly<Record<string, string>> = {
  'face-match': 'faceComparison',
  liveness: 'livenessCheck',
  'address-proof': 'addressVerification',
  signature: 'signature',
  screening: 'watchlistScreening',
  'phone-check': 'phoneVerification',
}

/** Returns the data blocks of a session; `no-store`, because they contain personal data. */
export function listDatablocks({ path }: OperationInput<operations['listDatablocks']>, context: HandlerContext) {
  const { world } = context
  const run = requireSession(path, world)
  const isContentDeleted = isDeleted(run, world)
  const dataBlocks = collectDrafts(run, world).map((draft, position): DataBlock => ({
    datablockId: getBlockId(run, position, world),
    type: draft.type,
    createdBy: { stepId: draft.stepId, clock: draft.clock },
    createdAt: formatIsoMilliseconds(draft.at),
    status: isContentDeleted ? 'DELETED' : 'STORED',
    content: isContentDeleted ? null : draft.content,
  }))
  return { status: 200, body: { dataBlocks }, headers: { 'cache-control': 'no-store' } } as const
}

/** Returns references to the blocks that steps created. */
export function serializeResults(run: Run, world: World): readonly components['schemas']['Result'][] {
  return collectDrafts(run, world).flatMap(({ type, stepId }, position) =>
    stepId === INPUT_STEP ? [] : [{ datablockId: getBlockId(run, position, world), type }],
  )
}

/** Collects the data blocks without ids and status: the input, then the results of each step, then the decision. */
function collectDrafts(run: Run, world: World) {
  const { questions } = getFlowText(flowContent, world, run.flow.index)
  const inputPlace = { stepId: INPUT_STEP, clock: 1, at: run.createdAt }
  const input = Object.entries(getInput(run, world)).map(([type, value]) => ({
    ...inputPlace,
    type,
    content: toJsonObject(value),
  }))
  const stepResults = run.repliesAt.flatMap((at, step) => {
    const stepId = questions[step]?.key ?? ''
    return createStepResults(stepId, run, world).map((result) => ({ ...result, stepId, clock: step + 2, at }))
  })
  if (run.status !== 'completed' || run.endedAt === null) return [...input, ...stepResults]
  const reasons = run.outcome === 'rejected' ? ['customer-policy'] : []
  const content = { outcome: getOutcome(run, world), reasons }
  const clock = run.repliesAt.length + 2
  return [...input, ...stepResults, { type: 'outcomeStatus', stepId: DECISION_STEP, clock, at: run.endedAt, content }]
}

/** Returns the input that the client sent; for a generated session, input made of the contact's data. */
function getInput(run: Run, world: World): JsonObject {
  if (run.input !== null) return run.input.variables
  const { phoneNumber, ...basicIdentity } = getIdentity(run, world)
  return Object.keys(basicIdentity).length > 0 ? { basicIdentity } : { contactDetails: { phoneNumber } }
}

function createStepResults(stepId: string, run: Run, world: World): readonly StepResult[] {
  if (stepId === REPORT_STEP) return createDocumentResults(run, world)
  if (stepId === 'data-entry') return [{ type: 'basicIdentity', content: getIdentity(run, world) }]
  return [{ type: RESULT_TYPES[stepId] ?? 'stepResult', content: { verdict: { status: 'VERIFIED' } } }]
}

/** Creates the results of a document check; a contact has the same document in all sessions. */
function createDocumentResults(run: Run, world: World): readonly StepResult[] {
  const key = getDocumentKey(world)
  const random = randomInt(key, run.contact, 0)
  const documentNumber = `X${String(randomInt(key, run.contact, 1)).padStart(10, '0')}`
  const issuingCountry = COUNTRIES[random % COUNTRIES.length] ?? 'DE'
  const documentType = DOCUMENTS[(random >>> 8) % DOCUMENTS.length] ?? 'PASSPORT'
  const report = { $ref: 'vault', $id: getIds(world).vaultEntry.encode(run.number) }
  return [
    { type: 'documentData', content: { documentType, documentNumber, issuingCountry } },
    { type: 'documentVerification', content: { verdict: { status: 'VERIFIED' }, issues: [], report } },
  ]
}

/** Returns the identity of the contact; without a name, only the phone number. */
function getIdentity(run: Run, world: World) {
  const { name, firstName, phone: phoneNumber } = world.getPerson(run.contact)
  if (name === null || firstName === null) return { phoneNumber }
  return { givenName: firstName, familyName: name.slice(firstName.length + 1), phoneNumber }
}

function toJsonObject(value: JsonValue): JsonObject {
  const isWrapped = typeof value !== 'object' || value === null || Array.isArray(value)
  return isWrapped ? { value } : (value as JsonObject)
}

function getBlockId(run: Run, position: number, world: World): string {
  return getIds(world).datablock.encode(run.number * MAX_BLOCKS_PER_RUN + position)
}

function isDeleted({ endedAt }: Run, world: World): boolean {
  if (endedAt === null || getQuirkPosition(world, quirks['idnow.retention']) === 'kept') return false
  return addDuration(endedAt, RETENTION) <= world.now
}

/** The lifetime of a presigned URL in seconds, as documented. */
const PRESIGNED_LIFETIME = 3600

/** Redirects to a presigned URL of the file. */
export function readFile({ path }: OperationInput<operations['readFile']>, context: HandlerContext) {
  const { request, linkPrefix, world } = context
  const run = findRunWithFile(path.vaultEntryId, world)
  if (run?.environment !== path.environment) throw new Problem('not-found', { text: 'File not found' })
  const id = getIds(world).vaultEntry.encode(run.number)
  const token = signJwt({ sub: id, exp: toNumericDate(world.now) + PRESIGNED_LIFETIME })
  const location = `${request.origin}${linkPrefix}/vault/${id}?token=${token}`
  return { status: 302, body: null, headers: { location, 'cache-control': 'no-store' } } as const
}

/** Returns the file of a presigned URL: an SVG drawing, marked as a specimen. */
export function downloadFile({ path, query }: OperationInput<operations['downloadFile']>, { world }: HandlerContext) {
  const claims = query.token === undefined ? undefined : verifyJwt(query.token)
  const run = findRunWithFile(path.vaultEntryId, world)
  if (run === undefined || claims?.['sub'] !== path.vaultEntryId) {
    throw new Problem('forbidden', { text: 'Access denied', note: 'the token of the URL is not valid for this file' })
  }
  if (isJwtExpired(claims, world.now)) throw new Problem('forbidden', { text: 'Request has expired' })
  return { status: 200, body: renderSpecimen(path.vaultEntryId), headers: { 'cache-control': 'no-store' } } as const
}

/** Returns the run whose document check created a file; undefined for an unknown id, or before that step. */
function findRunWithFile(vaultEntryId: string, world: World): Run | undefined {
  const number = getIds(world).vaultEntry.decode(vaultEntryId)
  const run = number === undefined ? undefined : world.findRun(number)
  if (run === undefined) return undefined
  const { questions } = getFlowText(flowContent, world, run.flow.index)
  const step = questions.findIndex(({ key }) => key === REPORT_STEP)
  return step !== -1 && step < run.repliesAt.length ? run : undefined
}

function renderSpecimen(id: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="120"><rect width="480" height="120" fill="#eee"/>' +
    `<text x="20" y="50">Specimen: report of a document check</text><text x="20" y="90">${id}</text></svg>`
  )
}
