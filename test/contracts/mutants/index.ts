import { recruboUpdateMutants } from './recrubo-updates.ts'
import { recruboCreationMutants } from './recrubo-creations.ts'
import { qyvoLoadMutants, qyvoValueMutants } from './qyvo-values.ts'
import { rapidproCursorMutants } from './rapidpro-cursors.ts'
import { recruboDocumentMutants } from './recrubo-documents.ts'
import { qyvoAuthMutants, qyvoHttpMutants } from './qyvo-http.ts'
import { qyvoRepresentationMutants } from './qyvo-representations.ts'
import { idnowPageMutants } from './idnow-pages.ts'
import { recruboQueryMutants } from './recrubo-queries.ts'
import { qyvoInputMutants } from './qyvo-input.ts'
import { qyvoSessionMutants } from './qyvo-sessions.ts'
import { rapidproFilterMutants } from './rapidpro-filters.ts'
import { recruboResourceMutants, recruboWriteMutants } from './recrubo-resources.ts'
import { idnowSessionMutants } from './idnow-sessions.ts'

/** All mutants of the test twins, by vendor. */
export const twinMutants = {
  qyvo: [
    ...qyvoSessionMutants,
    ...qyvoHttpMutants,
    ...qyvoRepresentationMutants,
    ...qyvoInputMutants,
    ...qyvoAuthMutants,
    ...qyvoLoadMutants,
    ...qyvoValueMutants,
  ],
  recrubo: [
    ...recruboDocumentMutants,
    ...recruboQueryMutants,
    ...recruboCreationMutants,
    ...recruboUpdateMutants,
    ...recruboResourceMutants,
    ...recruboWriteMutants,
  ],
  rapidpro: [...rapidproFilterMutants, ...rapidproCursorMutants],
  idnow: [...idnowPageMutants, ...idnowSessionMutants],
} as const
