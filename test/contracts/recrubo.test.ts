import { listFastChecks } from '../mutants/index.ts'
import { twinMutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { verifyTwin } from './twins/verify-twin.ts'
import { createRecruboTwin } from './twins/recrubo.ts'

verifyTwin('recrubo', { createTwin: () => createRecruboTwin() })
proveMutants('recrubo', twinMutants.recrubo, {
  createTwin: () => createRecruboTwin(110),
  checks: listFastChecks('recrubo'),
})
