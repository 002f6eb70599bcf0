import { elderChecks } from '../mutants/elder-checks.ts'
import { mutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { proveTwin } from './twins/verify-twin.ts'
import { rapidproTwin } from './twins/rapidpro.ts'

proveTwin('rapidpro', { open: () => rapidproTwin() })
proveTwin('rapidpro', { open: () => rapidproTwin(122, 50) })
proveMutants('rapidpro', mutants.rapidpro, {
  open: () => rapidproTwin(122, 50),
  judged: elderChecks('rapidpro'),
})
