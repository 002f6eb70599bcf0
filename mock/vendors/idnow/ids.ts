import {
  createCachedCodec,
  createGivenIdCodec,
  createUuidV4Codec,
  createUuidV7Codec,
} from '../../world/dataset/id-codec.ts'
import { listGivenIds } from '../../world/model/own-data.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import { addDuration, DAY, type Instant } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'

/** The id codecs of a world. Ids of flows and sessions contain their creation time. */
export const getIds = memoizePerWorld((world) => {
  const { seed, ownData } = world.dataset.parameters
  const flows = world.dataset.flows.map(({ own }) => own ?? {})
  const ownSubjects = listGivenIds(ownData?.contacts, 'idnow')
  const subjectKey = deriveKey(seed, 'idnow/subject')
  return {
    session: createUuidV7Codec(seed, 'idnow/session', (number) => world.findCreatedAt(number)),
    flow: createCachedCodec(
      createGivenIdCodec(
        createUuidV7Codec(seed, 'idnow/flow', (flow) => getFlowCreatedAt(world, flow)),
        listGivenIds(flows, 'idnow'),
      ),
    ),
    datablock: createUuidV4Codec(seed, 'idnow/datablock'),
    /** Files, by run number. */
    vaultEntry: createUuidV4Codec(seed, 'idnow/vault'),
    event: createUuidV4Codec(seed, 'idnow/event'),
    delivery: createUuidV4Codec(seed, 'idnow/delivery'),
    /** The customer account. */
    tenant: createUuidV4Codec(seed, 'idnow/tenant').encode(0),
    /** The subject id of a generated session. */
    subject: (contact: number) =>
      ownSubjects[contact] ??
      `subj-${toHex(randomInt(subjectKey, contact, 0))}${toHex(randomInt(subjectKey, contact, 1))}`,
  }
})

/** Returns when a flow was created: nine days before the flow before it, the first 30 days before the world's start. */
function getFlowCreatedAt(world: World, flow: number): Instant | undefined {
  const { addedAt } = world.dataset.flows[flow] ?? {}
  if (addedAt === undefined) return undefined
  return addedAt ?? addDuration(world.dataset.parameters.start, -DAY * (30 + 9 * flow) - 7_654_321 * (flow + 1))
}

function toHex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
