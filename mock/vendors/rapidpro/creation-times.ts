import { deriveKey, randomInt } from '../../world/random.ts'
import { addDuration, DAY, type Instant, MINUTE, SECOND, toInstant } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import type { NumberedRow } from './list-page.ts'

const HISTORY_LENGTH = 200 * DAY

/** The midnight, before every run, at which the dataset's contacts exist and flow 0 is about to be created. */
const getEpoch = memoizePerWorld(({ dataset }) => {
  const { start, runs } = dataset.parameters
  const firstRunAt = runs === 0 ? start : dataset.schedule.getCreatedAt(dataset.firstIndex)
  const latest = Math.min(addDuration(start, -HISTORY_LENGTH), addDuration(firstRunAt, -70 * DAY))
  return toInstant(Math.floor(latest / DAY) * DAY)
})

const getRandomKeys = memoizePerWorld(({ dataset: { parameters } }) => ({
  flow: deriveKey(parameters.seed, 'rapidpro/flow/past'),
  contact: deriveKey(parameters.seed, 'rapidpro/contact/past'),
}))

/** The creation of a flow: about one day after the previous flow. */
export function getFlowCreatedAt(flow: number, world: World): Instant {
  return addDuration(getEpoch(world), flow * DAY + toDuration(randomInt(getRandomKeys(world).flow, flow, 0), DAY))
}

/** The last edit of a flow: within twelve hours of its creation. */
export function getFlowModifiedAt(flow: number, world: World): Instant {
  return addDuration(getFlowCreatedAt(flow, world), toDuration(randomInt(getRandomKeys(world).flow, flow, 1), DAY / 2))
}

/** The creation of a contact of the dataset: about one minute after the previous contact. Never descends by number. */
export function getContactCreatedAt(contact: number, world: World): Instant {
  const minutesBefore = world.dataset.parameters.contacts - contact
  return addDuration(
    getEpoch(world),
    -minutesBefore * MINUTE + toDuration(randomInt(getRandomKeys(world).contact, contact, 0), MINUTE),
  )
}

/** Rows of flows or groups by creation, from ascending numbers. Groups have the creation times of flows. */
export function toRowsByCreation(numbers: readonly number[], ascending: boolean, world: World): readonly NumberedRow[] {
  const rows = numbers.map((number) => ({ number, modifiedAt: getFlowCreatedAt(number, world) }))
  return ascending ? rows : rows.toReversed()
}

/** Converts a 32-bit number to a duration below `length`; one in eight is whole seconds. */
function toDuration(word: number, length: number): number {
  const microseconds = Math.floor((word / 2 ** 32) * length)
  return word % 8 === 0 ? microseconds - (microseconds % SECOND) : microseconds
}
