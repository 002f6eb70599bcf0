import { perWorld } from '../../world/per-world.ts'
import { MOST_QUESTIONS } from '../../world/flow.ts'
import { FIRST_OPERATED_START } from '../../world/fold.ts'
import { randomIdentity, remembering } from '../../world/identity.ts'
import type { RunNumber } from '../../world/run.ts'
import type { World } from '../../world/world.ts'

const NODES = MOST_QUESTIONS + 1
const FIRST_ID = 1_000_001
const FIRST_CONTACT_ID = 6_100_001
const OWN_WORKSPACE = 1

/** The UUIDs under which RapidPro knows the things of a world. */
export const idsOf = perWorld((world) => {
  const { seed } = world.universe.parameters
  const node = randomIdentity(seed, 'rapidpro/node')
  return {
    run: randomIdentity(seed, 'rapidpro/run'),
    flow: remembering(randomIdentity(seed, 'rapidpro/flow')),
    contact: remembering(randomIdentity(seed, 'rapidpro/contact')),
    start: randomIdentity(seed, 'rapidpro/start'),
    group: remembering(randomIdentity(seed, 'rapidpro/group')),
    workspace: randomIdentity(seed, 'rapidpro/workspace').encode(OWN_WORKSPACE),
    /** The node of a flow at which question number `step` waits. */
    node: (flow: number, step: number) => node.encode(flow * NODES + step),
  }
})

/** The deprecated integer id; it grows with the run's number, which breaks ties in every order. */
export function idOf(number: RunNumber, world: World): number {
  return number + 2 * world.universe.parameters.runs + FIRST_ID
}

/** The number of the run with this integer id, whether or not there is one. */
export function numberOfId(id: number, world: World): RunNumber {
  return id - 2 * world.universe.parameters.runs - FIRST_ID
}

/** The integer id of a start: even for the universe's broadcasts, odd for those that operations made. */
export function idOfStart(start: number, world: World): number {
  const { runs, block } = world.universe.parameters
  const place = start >= FIRST_OPERATED_START ? start - FIRST_OPERATED_START : start + Math.ceil(runs / block) + 1
  return FIRST_ID + 2 * place + (start >= FIRST_OPERATED_START ? 0 : 1)
}

/** What an anonymous workspace shows of a contact: the number in ten digits, and in the newer line a reference. */
export function masksOf(contact: number, world: World): { readonly digits: string; readonly reference: string } {
  const reference = `C${idsOf(world).contact.encode(contact).slice(0, 8).toUpperCase()}`
  return { digits: String(FIRST_CONTACT_ID + contact).padStart(10, '0'), reference }
}
