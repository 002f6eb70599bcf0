import { changeMutants } from './recrubo-updates.ts'
import { creationMutants } from './recrubo-creations.ts'
import { crowdMutants, valueMutants } from './qyvo-values.ts'
import { cursorMutants } from './rapidpro-cursors.ts'
import { documentMutants } from './recrubo-documents.ts'
import { doorMutants, wireMutants } from './qyvo-http.ts'
import { exchangeMutants } from './qyvo-representations.ts'
import { idnowMutants } from './idnow-pages.ts'
import { queryMutants } from './recrubo-queries.ts'
import { questionMutants } from './qyvo-input.ts'
import { qyvoMutants } from './qyvo-sessions.ts'
import { rapidproMutants } from './rapidpro-filters.ts'
import { resourceMutants, writtenMutants } from './recrubo-resources.ts'
import { sessionMutants } from './idnow-sessions.ts'

/** Every broken server, by the vendor whose twin it is made from. */
export const mutants = {
  qyvo: [
    ...qyvoMutants,
    ...wireMutants,
    ...exchangeMutants,
    ...questionMutants,
    ...doorMutants,
    ...crowdMutants,
    ...valueMutants,
  ],
  recrubo: [
    ...documentMutants,
    ...queryMutants,
    ...creationMutants,
    ...changeMutants,
    ...resourceMutants,
    ...writtenMutants,
  ],
  rapidpro: [...rapidproMutants, ...cursorMutants],
  idnow: [...idnowMutants, ...sessionMutants],
} as const
