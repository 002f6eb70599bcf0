import { createCachedCodec, createUuidV4Codec } from '../../world/dataset/id-codec.ts'
import { MAX_QUESTIONS } from '../../world/model/flow.ts'
import type { RunNumber } from '../../world/model/run.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/state/run-operations.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'

const NODES_PER_FLOW = MAX_QUESTIONS + 1
const FIRST_ID = 1_000_001

/** Codecs between the numbers of a world and the UUIDs that RapidPro shows. */
export const getIds = memoizePerWorld((world) => {
  const { seed } = world.dataset.parameters
  const node = createUuidV4Codec(seed, 'rapidpro/node')
  return {
    run: createUuidV4Codec(seed, 'rapidpro/run'),
    flow: createCachedCodec(createUuidV4Codec(seed, 'rapidpro/flow')),
    contact: createCachedCodec(createUuidV4Codec(seed, 'rapidpro/contact')),
    start: createUuidV4Codec(seed, 'rapidpro/start'),
    group: createCachedCodec(createUuidV4Codec(seed, 'rapidpro/group')),
    workspace: createUuidV4Codec(seed, 'rapidpro/workspace').encode(1),
    /** The flow node that waits for the answer to a question, by the question's index. */
    node: (flow: number, question: number) => node.encode(flow * NODES_PER_FLOW + question),
  }
})

/** The deprecated integer id of a run. It grows with the run number, which breaks ties in every order. */
export function encodeIntegerRunId(number: RunNumber, world: World): number {
  return number + 2 * world.dataset.parameters.runs + FIRST_ID
}

/** The run number in an integer id, for existing runs and others. */
export function decodeIntegerRunId(id: number, world: World): RunNumber {
  return id - 2 * world.dataset.parameters.runs - FIRST_ID
}

/** The integer id of a start: even for broadcasts of the dataset, odd for starts that operations created. */
export function encodeIntegerStartId(start: number, world: World): number {
  const { runs, block } = world.dataset.parameters
  const isCreated = start >= FIRST_CREATED_BROADCAST
  const index = isCreated ? start - FIRST_CREATED_BROADCAST : start + Math.ceil(runs / block) + 1
  return FIRST_ID + 2 * index + (isCreated ? 0 : 1)
}
