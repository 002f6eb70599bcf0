import { perWorld } from '../../world/per-world.ts'
import { randomIdentity } from '../../world/identity.ts'

/** The ids under which Recrubo knows the things of a world. */
export const idsOf = perWorld((world) => {
  const { seed } = world.universe.parameters
  return {
    flowRun: randomIdentity(seed, 'recrubo/flow-run'),
    flow: randomIdentity(seed, 'recrubo/flow'),
    messageThread: randomIdentity(seed, 'recrubo/message-thread'),
    candidate: randomIdentity(seed, 'recrubo/candidate'),
    template: randomIdentity(seed, 'recrubo/template'),
  }
})
