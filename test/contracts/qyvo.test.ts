import { elderChecks } from '../mutants/elder-checks.ts'
import { mutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { proveTwin } from './twins/verify-twin.ts'
import { qyvoTwin } from './twins/qyvo.ts'

proveTwin('qyvo', { open: qyvoTwin })
proveMutants('qyvo', mutants.qyvo, {
  open: qyvoTwin,
  judged: elderChecks('qyvo'),
})
