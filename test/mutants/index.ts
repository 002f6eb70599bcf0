import type { VendorName } from '../../contracts/index.ts'
import { idnow } from '../../mock/vendors/idnow/index.ts'
import { qyvo } from '../../mock/vendors/qyvo/index.ts'
import { rapidpro } from '../../mock/vendors/rapidpro/index.ts'
import { recrubo } from '../../mock/vendors/recrubo/index.ts'
import { accessMutants } from './access-mutants.ts'
import { idnowMutants } from './idnow-mutants.ts'
import { idnowCreations } from './idnow-creations.ts'
import { idnowPlaces } from './idnow-places.ts'
import { qyvoActions } from './qyvo-actions.ts'
import { qyvoMutants } from './qyvo-mutants.ts'
import { qyvoPolls } from './qyvo-polls.ts'
import { rapidproCourses } from './rapidpro-courses.ts'
import { rapidproCursors } from './rapidpro-cursors.ts'
import { rapidproMutants } from './rapidpro-mutants.ts'
import { rapidproStarts } from './rapidpro-starts.ts'
import { recruboChanges } from './recrubo-changes.ts'
import { recruboCreations } from './recrubo-creations.ts'
import { recruboNeighbours } from './recrubo-neighbours.ts'
import { recruboQuestions } from './recrubo-questions.ts'
import { recruboSelections } from './recrubo-selections.ts'
import { reused } from './reused.ts'
import type { MockMutant } from './wrong.ts'

/** Faults in the mock's own code. */
export const own = {
  qyvo: [...qyvoMutants, ...accessMutants(qyvo, { open: ['AUTH-002', 'AUTH-003'], html: ['ERR-006'] })],
  recrubo: [
    ...recruboQuestions,
    ...recruboCreations,
    ...recruboChanges,
    ...accessMutants(recrubo, { open: ['AUTH-002', 'AUTH-003'], html: ['ERR-006', 'JAPI-001'] }),
  ],
  rapidpro: [...rapidproCursors, ...rapidproMutants, ...accessMutants(rapidpro, { open: ['AUTH-003'], html: [] })],
  idnow: [...idnowMutants, ...accessMutants(idnow, { open: ['AUTH-002', 'AUTH-003'], html: ['ERR-006'] })],
} as const satisfies Readonly<Record<VendorName, readonly MockMutant[]>>

/** Faults in what stands beside the lists, and in what becomes of things: each is judged by its vendor's own checks. */
export const further = {
  qyvo: [...qyvoPolls, ...qyvoActions],
  recrubo: [...recruboSelections, ...recruboNeighbours],
  rapidpro: [...rapidproCourses, ...rapidproStarts],
  idnow: [...idnowPlaces, ...idnowCreations],
} as const satisfies Readonly<Record<VendorName, readonly MockMutant[]>>

/** Faults in the mock's code, and on the wire those of the small twins that turn something else red. */
export const elder: Readonly<Record<VendorName, readonly MockMutant[]>> = {
  qyvo: [...own.qyvo, ...reused('qyvo', own.qyvo)],
  recrubo: [...own.recrubo, ...reused('recrubo', own.recrubo)],
  rapidpro: [...own.rapidpro, ...reused('rapidpro', own.rapidpro)],
  idnow: [...own.idnow, ...reused('idnow', own.idnow)],
}

/** Every way in which a test breaks the mock, in its code or on the wire. */
export const mockMutants: Readonly<Record<VendorName, readonly MockMutant[]>> = {
  qyvo: [...elder.qyvo, ...further.qyvo],
  recrubo: [...elder.recrubo, ...further.recrubo],
  rapidpro: [...elder.rapidpro, ...further.rapidpro],
  idnow: [...elder.idnow, ...further.idnow],
}
