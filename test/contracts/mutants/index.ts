import { changeMutants } from './change-mutants.ts'
import { creationMutants } from './creation-mutants.ts'
import { crowdMutants } from './crowd-mutants.ts'
import { cursorMutants } from './cursor-mutants.ts'
import { documentMutants } from './document-mutants.ts'
import { doorMutants } from './door-mutants.ts'
import { exchangeMutants } from './exchange-mutants.ts'
import { idnowMutants } from './idnow-mutants.ts'
import { queryMutants } from './query-mutants.ts'
import { questionMutants } from './question-mutants.ts'
import { qyvoMutants } from './qyvo-mutants.ts'
import { rapidproMutants } from './rapidpro-mutants.ts'
import { resourceMutants } from './resource-mutants.ts'
import { sessionMutants } from './session-mutants.ts'
import { valueMutants } from './value-mutants.ts'
import { wireMutants } from './wire-mutants.ts'
import { writtenMutants } from './written-mutants.ts'

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
