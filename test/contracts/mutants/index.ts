import { changeMutants } from './change-mutants.ts'
import { creationMutants } from './creation-mutants.ts'
import { cursorMutants } from './cursor-mutants.ts'
import { documentMutants } from './document-mutants.ts'
import { idnowMutants } from './idnow-mutants.ts'
import { queryMutants } from './query-mutants.ts'
import { qyvoMutants } from './qyvo-mutants.ts'
import { rapidproMutants } from './rapidpro-mutants.ts'
import { sessionMutants } from './session-mutants.ts'
import { wireMutants } from './wire-mutants.ts'

/** Every broken server, by the vendor whose twin it is made from. */
export const mutants = {
  qyvo: [...qyvoMutants, ...wireMutants],
  recrubo: [...documentMutants, ...queryMutants, ...creationMutants, ...changeMutants],
  rapidpro: [...rapidproMutants, ...cursorMutants],
  idnow: [...idnowMutants, ...sessionMutants],
} as const
