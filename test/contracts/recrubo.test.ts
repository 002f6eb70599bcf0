import { elderChecks } from '../mutants/elder-checks.ts'
import { mutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { proveTwin } from './twins/verify-twin.ts'
import { recruboTwin } from './twins/recrubo.ts'

proveTwin('recrubo', { open: () => recruboTwin() })
proveMutants('recrubo', mutants.recrubo, {
  open: () => recruboTwin(110),
  judged: elderChecks('recrubo'),
})
