import { elderChecks } from '../mutants/elder-checks.ts'
import { mutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { proveTwin } from './twins/proof.ts'
import { qyvoTwin } from './twins/qyvo.ts'
import { servedBy } from './twins/served.ts'

proveTwin('qyvo', { open: qyvoTwin })
proveMutants('qyvo', mutants.qyvo, {
  open: qyvoTwin,
  judged: servedBy('qyvo').filter((id) => elderChecks('qyvo').includes(id)),
})
