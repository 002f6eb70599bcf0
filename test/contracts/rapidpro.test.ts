import { cursorMutants } from './mutants/cursor-mutants.ts'
import { proveMutants } from './mutants/proof.ts'
import { rapidproMutants } from './mutants/rapidpro-mutants.ts'
import { rapidproTwin } from './twins/rapidpro.ts'

proveMutants('rapidpro', [...rapidproMutants, ...cursorMutants], { open: rapidproTwin })
