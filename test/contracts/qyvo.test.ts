import { listFastChecks } from '../mutants/index.ts'
import { twinMutants } from './mutants/index.ts'
import { proveMutants } from './mutants/proof.ts'
import { verifyTwin } from './twins/verify-twin.ts'
import { createQyvoTwin } from './twins/qyvo.ts'

verifyTwin('qyvo', { createTwin: createQyvoTwin })
proveMutants('qyvo', twinMutants.qyvo, {
  createTwin: createQyvoTwin,
  checks: listFastChecks('qyvo'),
})
