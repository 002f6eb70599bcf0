import { describeContract } from '../../contracts/vitest.ts'
import { proveMutants } from './mutants/proof.ts'
import { qyvoMutants } from './mutants/qyvo-mutants.ts'
import { wireMutants } from './mutants/wire-mutants.ts'
import { qyvoTwin } from './twins/qyvo.ts'

proveMutants('qyvo', [...qyvoMutants, ...wireMutants], { open: qyvoTwin })

void describeContract
