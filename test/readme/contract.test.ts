import { createTwin } from 'flowtwin'
import { describeContract } from 'flowtwin/contracts/vitest'

const twin = createTwin()
const credential = 'flowtwint86kbzru9w4c5s' // printed by `flowtwin serve`
const clock = {
  now: () => twin.clock.now / 1000,
  sleep: async (milliseconds: number) => void twin.clock.advance(milliseconds * 1000),
}

describeContract('recrubo', { baseUrl: 'http://recrubo.test', credential, fetch: twin.fetch }, { writes: true, clock })
