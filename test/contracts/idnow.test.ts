import { verifyTwin } from './twins/verify-twin.ts'
import { FLOW_ID, createIdnowTwin } from './twins/idnow.ts'

verifyTwin('idnow', { createTwin: createIdnowTwin, ids: { flowId: FLOW_ID } })
