import { perWorld } from '../../world/per-world.ts'
import { randomIdentity, remembering, timedIdentity } from '../../world/identity.ts'

/** The ids under which Qyvo knows the things of a world; sessions and messages show when they were made, as HasUuids does it. */
export const idsOf = perWorld((world) => {
  const { seed } = world.universe.parameters
  return {
    session: timedIdentity(seed, 'qyvo/session', (number) => world.createdAt(number)),
    flow: remembering(randomIdentity(seed, 'qyvo/flow')),
    contact: remembering(randomIdentity(seed, 'qyvo/contact')),
    message: timedIdentity(seed, 'qyvo/message', () => undefined),
    tenant: randomIdentity(seed, 'qyvo/tenant'),
  }
})
