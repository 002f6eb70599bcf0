import { draw, keyOf } from '../../world/chance.ts'
import { DAY, type Instant, instant, MINUTE, plus } from '../../world/instant.ts'
import { perWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'

const SOME_MONTHS = 200 * DAY

/** The instant at which a workspace had all its contacts, and began to make flows: before every run. */
const beginningOf = perWorld((world) => {
  const { universe } = world
  const { start, runs } = universe.parameters
  const first = runs === 0 ? start : universe.calendar.createdAt(universe.first)
  return instant(Math.floor(Math.min(plus(start, -SOME_MONTHS), plus(first, -70 * DAY)) / DAY) * DAY)
})

const keys = perWorld(({ universe: { parameters } }) => ({
  flow: keyOf(parameters.seed, 'rapidpro/flow/past'),
  contact: keyOf(parameters.seed, 'rapidpro/contact/past'),
}))

/** When a flow was made: a day after the one before it. */
export function flowCreatedAt(flow: number, world: World): Instant {
  return plus(beginningOf(world), flow * DAY + within(draw(keys(world).flow, flow, 0), DAY))
}

/** When people last worked on a flow: within twelve hours of making it. */
export function flowModifiedAt(flow: number, world: World): Instant {
  return plus(flowCreatedAt(flow, world), within(draw(keys(world).flow, flow, 1), DAY / 2))
}

/** When a contact of the universe was made: a minute after the one before; falling numbers are never later. */
export function contactCreatedAt(contact: number, world: World): Instant {
  const before = world.universe.parameters.contacts - contact
  return plus(beginningOf(world), -before * MINUTE + within(draw(keys(world).contact, contact, 0), MINUTE))
}

/** A 32-bit word as a duration below `length`; one in eight is a whole second. */
function within(word: number, length: number): number {
  const microseconds = Math.floor((word / 2 ** 32) * length)
  return word % 8 === 0 ? microseconds - (microseconds % 1_000_000) : microseconds
}
