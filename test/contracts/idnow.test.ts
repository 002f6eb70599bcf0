import { listFastChecks } from '../mutants/index.ts'
import { twinMutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { verifyTwin } from './twins/verify-twin.ts'
import { FLOW_ID, createIdnowTwin } from './twins/idnow.ts'

verifyTwin('idnow', { createTwin: createIdnowTwin, ids: { flowId: FLOW_ID } })
proveMutants('idnow', twinMutants.idnow, {
  createTwin: createIdnowTwin,
  ids: { flowId: FLOW_ID },
  checks: listFastChecks('idnow'),
})
