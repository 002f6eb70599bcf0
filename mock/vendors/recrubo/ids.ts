import { perWorld } from '../../world/per-world.ts'
import { randomIdentity, remembering } from '../../world/identity.ts'

/** The ids under which Recrubo knows the things of a world. */
export const idsOf = perWorld((world) => {
  const { seed } = world.universe.parameters
  return {
    flowRun: randomIdentity(seed, 'recrubo/flow-run'),
    flow: remembering(randomIdentity(seed, 'recrubo/flow')),
    messageThread: remembering(randomIdentity(seed, 'recrubo/message-thread')),
    candidate: randomIdentity(seed, 'recrubo/candidate'),
    template: randomIdentity(seed, 'recrubo/template'),
  }
})
