import { perWorld } from '../../world/per-world.ts'
import { draw, keyOf } from '../../world/chance.ts'
import { randomIdentity, remembering, timedIdentity } from '../../world/identity.ts'
import { DAY, type Instant, plus } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'

/** The ids under which IDnow knows the things of a world; those of flows and sessions show when they were made. */
export const idsOf = perWorld((world) => {
  const { seed } = world.universe.parameters
  const subjectKey = keyOf(seed, 'idnow/subject')
  return {
    session: timedIdentity(seed, 'idnow/session', (number) => world.createdAt(number)),
    flow: remembering(timedIdentity(seed, 'idnow/flow', (flow) => madeAt(world, flow))),
    datablock: randomIdentity(seed, 'idnow/datablock'),
    /** Files, by the number of the run that they belong to. */
    vaultEntry: randomIdentity(seed, 'idnow/vault'),
    /** What subscribers are told, and each attempt to tell them. */
    event: randomIdentity(seed, 'idnow/event'),
    delivery: randomIdentity(seed, 'idnow/delivery'),
    /** The customer whose world it is. */
    tenant: randomIdentity(seed, 'idnow/tenant').encode(0),
    /** The reference that the client gave for a person. */
    subject: (contact: number) => `subj-${hex(draw(subjectKey, contact, 0))}${hex(draw(subjectKey, contact, 1))}`,
  }
})

/** Flows were made one after the other in the months before the world began. */
function madeAt(world: World, flow: number): Instant | undefined {
  if (world.universe.flows[flow] === undefined) return undefined
  return plus(world.universe.parameters.start, -DAY * (30 + 9 * flow) - 7_654_321 * (flow + 1))
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
