import { randomInt, deriveKey } from '../../world/random.ts'
import { DAY, type Instant, toInstant, MINUTE, addDuration } from '../../world/time/instant.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'

const HISTORY_LENGTH = 200 * DAY

/** The instant at which a workspace had all its contacts, and began to make flows: before every run. */
const getEpoch = memoizePerWorld((world) => {
  const { dataset } = world
  const { start, runs } = dataset.parameters
  const firstRunAt = runs === 0 ? start : dataset.schedule.getCreatedAt(dataset.firstIndex)
  return toInstant(
    Math.floor(Math.min(addDuration(start, -HISTORY_LENGTH), addDuration(firstRunAt, -70 * DAY)) / DAY) * DAY,
  )
})

const getRandomKeys = memoizePerWorld(({ dataset: { parameters } }) => ({
  flow: deriveKey(parameters.seed, 'rapidpro/flow/past'),
  contact: deriveKey(parameters.seed, 'rapidpro/contact/past'),
}))

/** When a flow was made: a day after the one before it. */
export function getFlowCreatedAt(flow: number, world: World): Instant {
  return addDuration(getEpoch(world), flow * DAY + toDuration(randomInt(getRandomKeys(world).flow, flow, 0), DAY))
}

/** When people last worked on a flow: within twelve hours of making it. */
export function getFlowModifiedAt(flow: number, world: World): Instant {
  return addDuration(getFlowCreatedAt(flow, world), toDuration(randomInt(getRandomKeys(world).flow, flow, 1), DAY / 2))
}

/** When a contact of the universe was made: a minute after the one before; falling numbers are never later. */
export function getContactCreatedAt(contact: number, world: World): Instant {
  const minutesBefore = world.dataset.parameters.contacts - contact
  return addDuration(
    getEpoch(world),
    -minutesBefore * MINUTE + toDuration(randomInt(getRandomKeys(world).contact, contact, 0), MINUTE),
  )
}

/** A 32-bit word as a duration below `length`; one in eight is a whole second. */
function toDuration(word: number, length: number): number {
  const microseconds = Math.floor((word / 2 ** 32) * length)
  return word % 8 === 0 ? microseconds - (microseconds % 1_000_000) : microseconds
}
