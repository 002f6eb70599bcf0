import { describeContract } from '../../contracts/vitest.ts'
import { FLOW, idnowTwin } from './twins/idnow.ts'
import { recruboTwin } from './twins/recrubo.ts'
import { profileOf } from './twins/twin.ts'

// The adapter is shown by using it: one test for each check, those that need leave to write skipped with the reason.
const recrubo = recruboTwin()
describeContract(
  'recrubo',
  { baseUrl: 'http://twin.test', credential: recrubo.credential, fetch: recrubo.send },
  { clock: recrubo.clock, profile: profileOf(recrubo) },
)

const idnow = idnowTwin()
describeContract(
  'idnow',
  () =>
    Promise.resolve({
      baseUrl: 'http://twin.test',
      credential: idnow.credential,
      send: idnow.send,
      ids: { flowId: FLOW },
    }),
  { clock: idnow.clock, probeMethods: true, profile: profileOf(idnow) },
)
