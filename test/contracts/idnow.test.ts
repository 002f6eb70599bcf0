import { elderChecks } from '../mutants/elder-checks.ts'
import { mutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { proveTwin } from './twins/verify-twin.ts'
import { FLOW, idnowTwin } from './twins/idnow.ts'

proveTwin('idnow', { open: idnowTwin, ids: { flowId: FLOW } })
proveMutants('idnow', mutants.idnow, {
  open: idnowTwin,
  ids: { flowId: FLOW },
  judged: elderChecks('idnow'),
})
