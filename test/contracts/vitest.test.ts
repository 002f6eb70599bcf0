import { type Check, type VendorName, vendors } from '../../contracts/index.ts'
import { describeContract } from '../../contracts/vitest.ts'
import { createIdnowTwin, FLOW_ID } from './twins/idnow.ts'
import { createRecruboTwin } from './twins/recrubo.ts'
import { toProfile } from './twins/twin.ts'
import { unjudgedOfTwins } from './unjudged.ts'

/** No response of a read of the small servers declares a header. */
const WITHOUT_EVIDENCE: readonly string[] = ['SCH-013', 'HTTP-036']

/** Returns the checks for which a twin has data. */
function listConclusiveChecks(vendor: VendorName): readonly string[] {
  const checks: readonly Check[] = vendors[vendor].checks
  return checks
    .map(({ id }) => id)
    .filter((id) => !WITHOUT_EVIDENCE.includes(id) && !unjudgedOfTwins[vendor].includes(id))
}

const recrubo = createRecruboTwin()
describeContract(
  'recrubo',
  { baseUrl: 'http://twin.test', credential: recrubo.credential, fetch: recrubo.fetch },
  { clock: recrubo.clock, profile: toProfile(recrubo), only: listConclusiveChecks('recrubo') },
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
  { clock: idnow.clock, probeMethods: true, profile: toProfile(idnow), only: listConclusiveChecks('idnow') },
)
