import { createCachedCodec, createGivenIdCodec, createUuidV4Codec, toPartNumber } from '../../world/dataset/id-codec.ts'
import { listGivenIds } from '../../world/model/own-data.ts'
import type { RunNumber } from '../../world/model/run.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/state/run-operations.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'

const FIRST_ID = 1_000_001

/** Codecs between the numbers of a world and the UUIDs that RapidPro shows. */
export const getIds = memoizePerWorld((world) => {
  const { seed, ownData } = world.dataset.parameters
  const flows = world.dataset.flows.map(({ own }) => own ?? {})
  const node = createUuidV4Codec(seed, 'rapidpro/node')
  const nodesPerFlow = world.dataset.maxQuestions + 1
  return {
    run: createUuidV4Codec(seed, 'rapidpro/run'),
    flow: createCachedCodec(
      createGivenIdCodec(createUuidV4Codec(seed, 'rapidpro/flow'), listGivenIds(flows, 'rapidpro')),
    ),
    contact: createCachedCodec(
      createGivenIdCodec(createUuidV4Codec(seed, 'rapidpro/contact'), listGivenIds(ownData?.contacts, 'rapidpro')),
    ),
    start: createUuidV4Codec(seed, 'rapidpro/start'),
    group: createCachedCodec(
      createGivenIdCodec(createUuidV4Codec(seed, 'rapidpro/group'), listGivenIds(ownData?.groups, 'rapidpro')),
    ),
    workspace: createUuidV4Codec(seed, 'rapidpro/workspace').encode(1),
    channel: createUuidV4Codec(seed, 'rapidpro/channel').encode(1),
    message: createUuidV4Codec(seed, 'rapidpro/message'),
    /** The flow node that waits for the answer to a question, by the question's index. */
    node: (flow: number, question: number) => node.encode(toPartNumber(flow, question, nodesPerFlow)),
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
