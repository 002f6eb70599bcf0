import { idnowMutants } from './mutants/idnow-mutants.ts'
import { proveMutants } from './mutants/proof.ts'
import { FLOW, idnowTwin } from './twins/idnow.ts'

proveMutants('idnow', idnowMutants, { open: idnowTwin, ids: { flowId: FLOW } })
