/** The mutants of the minimal servers. Some of them count requests and run against the mock as well, so they have a process of their own. */
import { twinMutants } from '../contracts/mutants/index.ts'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createIdnowTwin, FLOW_ID } from '../contracts/twins/idnow.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { createRapidproTwin } from '../contracts/twins/rapidpro.ts'
import { createRecruboTwin } from '../contracts/twins/recrubo.ts'
import { listFastChecks } from './index.ts'

proveMutants('qyvo', twinMutants.qyvo, { createTwin: createQyvoTwin, checks: listFastChecks('qyvo') })
proveMutants('recrubo', twinMutants.recrubo, {
  createTwin: () => createRecruboTwin(110),
  checks: listFastChecks('recrubo'),
})
proveMutants('rapidpro', twinMutants.rapidpro, {
  createTwin: () => createRapidproTwin(122, 50),
  checks: listFastChecks('rapidpro'),
})
proveMutants('idnow', twinMutants.idnow, {
  createTwin: createIdnowTwin,
  ids: { flowId: FLOW_ID },
  checks: listFastChecks('idnow'),
})
