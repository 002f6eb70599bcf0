import { describeContract } from '../../contracts/vitest.ts'
import { FLOW_ID, createIdnowTwin } from './twins/idnow.ts'
import { createRecruboTwin } from './twins/recrubo.ts'
import { toProfile } from './twins/twin.ts'

// The adapter is shown by using it: one test for each check, those that need leave to write skipped with the reason.
const recrubo = createRecruboTwin()
describeContract(
  'recrubo',
  { baseUrl: 'http://twin.test', credential: recrubo.credential, fetch: recrubo.fetch },
  { clock: recrubo.clock, profile: toProfile(recrubo) },
)

const idnow = createIdnowTwin()
describeContract(
  'idnow',
  () =>
    Promise.resolve({
      baseUrl: 'http://twin.test',
      credential: idnow.credential,
      fetch: idnow.fetch,
      ids: { flowId: FLOW_ID },
    }),
  { clock: idnow.clock, probeMethods: true, profile: toProfile(idnow) },
)
