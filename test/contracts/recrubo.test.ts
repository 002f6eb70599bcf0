import { proveMutants } from './mutants/proof.ts'
import { recruboMutants } from './mutants/recrubo-mutants.ts'
import { writeMutants } from './mutants/write-mutants.ts'
import { recruboTwin } from './twins/recrubo.ts'

proveMutants('recrubo', [...recruboMutants, ...writeMutants], { open: recruboTwin })
