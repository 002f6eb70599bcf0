import { randomInt, deriveKey } from '../../world/chance.ts'
import { memoizePerWorld } from '../../world/per-world.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'

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
