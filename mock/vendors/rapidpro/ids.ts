import { perWorld } from '../../world/per-world.ts'
import { MOST_QUESTIONS } from '../../world/flow.ts'
import { randomIdentity, remembering } from '../../world/identity.ts'
import type { RunNumber } from '../../world/run.ts'
import type { World } from '../../world/world.ts'

const NODES = MOST_QUESTIONS + 1
const FIRST_ID = 1_000_001

/** The UUIDs under which RapidPro knows the things of a world. */
export const idsOf = perWorld((world) => {
  const { seed } = world.universe.parameters
  const node = randomIdentity(seed, 'rapidpro/node')
  return {
    run: randomIdentity(seed, 'rapidpro/run'),
    flow: remembering(randomIdentity(seed, 'rapidpro/flow')),
    contact: remembering(randomIdentity(seed, 'rapidpro/contact')),
    start: randomIdentity(seed, 'rapidpro/start'),
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
