import { memoizePerWorld } from '../../world/world.ts'
import { createCachedCodec, createGivenIdCodec, createUuidV4Codec } from '../../world/dataset/id-codec.ts'
import { listGivenIds } from '../../world/model/own-data.ts'

/** Codecs between the numbers of a world and the UUIDs that Recrubo shows. */
export const getIds = memoizePerWorld((world) => {
  const { seed, ownData } = world.dataset.parameters
  const flows = world.dataset.flows.map(({ own }) => own ?? {})
  return {
    flowRun: createUuidV4Codec(seed, 'recrubo/flow-run'),
    flow: createCachedCodec(
      createGivenIdCodec(createUuidV4Codec(seed, 'recrubo/flow'), listGivenIds(flows, 'recrubo')),
    ),
    messageThread: createCachedCodec(
      createGivenIdCodec(createUuidV4Codec(seed, 'recrubo/message-thread'), listGivenIds(ownData?.contacts, 'recrubo')),
    ),
    candidate: createUuidV4Codec(seed, 'recrubo/candidate'),
    template: createUuidV4Codec(seed, 'recrubo/template'),
    webhook: createUuidV4Codec(seed, 'recrubo/webhook'),
    webhookLog: createUuidV4Codec(seed, 'recrubo/webhook-log'),
    organization: createUuidV4Codec(seed, 'recrubo/organization').encode(0),
  }
})
