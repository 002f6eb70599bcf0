import { listFastChecks } from '../mutants/index.ts'
import { twinMutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { verifyTwin } from './twins/verify-twin.ts'
import { createRapidproTwin } from './twins/rapidpro.ts'

verifyTwin('rapidpro', { createTwin: () => createRapidproTwin() })
verifyTwin('rapidpro', { createTwin: () => createRapidproTwin(122, 50) })
proveMutants('rapidpro', twinMutants.rapidpro, {
  createTwin: () => createRapidproTwin(122, 50),
  checks: listFastChecks('rapidpro'),
})
