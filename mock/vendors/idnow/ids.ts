import { memoizePerWorld, type World } from '../../world/world.ts'
import { randomInt, deriveKey } from '../../world/random.ts'
import { createUuidV4Codec, createCachedCodec, createUuidV7Codec } from '../../world/dataset/id-codec.ts'
import { DAY, type Instant, addDuration } from '../../world/time/instant.ts'

/** The ids under which IDnow knows the things of a world; those of flows and sessions show when they were made. */
export const getIds = memoizePerWorld((world) => {
  const { seed } = world.dataset.parameters
  const subjectKey = deriveKey(seed, 'idnow/subject')
  return {
    session: createUuidV7Codec(seed, 'idnow/session', (number) => world.findCreatedAt(number)),
    flow: createCachedCodec(createUuidV7Codec(seed, 'idnow/flow', (flow) => getFlowCreatedAt(world, flow))),
    datablock: createUuidV4Codec(seed, 'idnow/datablock'),
    /** Files, by the number of the run that they belong to. */
    vaultEntry: createUuidV4Codec(seed, 'idnow/vault'),
    /** What subscribers are told, and each attempt to tell them. */
    event: createUuidV4Codec(seed, 'idnow/event'),
    delivery: createUuidV4Codec(seed, 'idnow/delivery'),
    /** The customer whose world it is. */
    tenant: createUuidV4Codec(seed, 'idnow/tenant').encode(0),
    /** The reference that the client gave for a person. */
    subject: (contact: number) =>
      `subj-${toHex(randomInt(subjectKey, contact, 0))}${toHex(randomInt(subjectKey, contact, 1))}`,
  }
})

/** Flows were made one after the other in the months before the world began. */
function getFlowCreatedAt(world: World, flow: number): Instant | undefined {
  if (world.dataset.flows[flow] === undefined) return undefined
  return addDuration(world.dataset.parameters.start, -DAY * (30 + 9 * flow) - 7_654_321 * (flow + 1))
}

function toHex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
