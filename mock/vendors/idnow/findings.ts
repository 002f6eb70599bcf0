import { draw, keyOf } from '../../world/chance.ts'
import { perWorld } from '../../world/per-world.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { idsOf } from './ids.ts'

/** A piece of information that a step finds out. */
export interface Finding {
  readonly type: string
  readonly content: JsonObject
}

/** The steps that leave a file behind. */
export const REPORTED = 'document-check'

const findingKey = perWorld((world) => keyOf(world.universe.parameters.seed, 'idnow/finding'))

const COUNTRIES = ['DE', 'FR', 'NL', 'PT', 'AT', 'BE']
const DOCUMENTS = ['ID_CARD', 'PASSPORT', 'RESIDENCE_PERMIT']
const DOCUMENT_FIELD = 0
const NUMBER_FIELD = 1

const VERIFICATIONS: Readonly<Record<string, string>> = {
  'face-match': 'faceComparison',
  liveness: 'livenessCheck',
  'address-proof': 'addressVerification',
  signature: 'signature',
  screening: 'watchlistScreening',
  'phone-check': 'phoneVerification',
}

/** What a step of a session has found out; whether all of it will do is decided at the end. */
export function findingsOf(stepId: string, run: Run, world: World): readonly Finding[] {
  if (stepId === REPORTED) return documentFindings(run, world)
  if (stepId === 'data-entry') return [{ type: 'basicIdentity', content: identityOf(run, world) }]
  return [{ type: VERIFICATIONS[stepId] ?? 'stepResult', content: { verdict: { status: 'VERIFIED' } } }]
}

/** What the person looks like on paper: the same for every session of theirs. */
function documentFindings(run: Run, world: World): readonly Finding[] {
  const key = findingKey(world)
  const drawn = draw(key, run.contact, DOCUMENT_FIELD)
  const documentNumber = `X${String(draw(key, run.contact, NUMBER_FIELD)).padStart(10, '0')}`
  const issuingCountry = COUNTRIES[drawn % COUNTRIES.length] ?? 'DE'
  const documentType = DOCUMENTS[(drawn >>> 8) % DOCUMENTS.length] ?? 'PASSPORT'
  const report = { $ref: 'vault', $id: idsOf(world).vaultEntry.encode(run.number) }
  return [
    { type: 'documentData', content: { documentType, documentNumber, issuingCountry } },
    { type: 'documentVerification', content: { verdict: { status: 'VERIFIED' }, issues: [], report } },
  ]
}

function identityOf(run: Run, world: World): JsonObject {
  const { name, firstName, phone } = world.person(run.contact)
  if (name === null || firstName === null) return { phoneNumber: phone }
  return { givenName: firstName, familyName: name.slice(firstName.length + 1), phoneNumber: phone }
}
