import { memoizePerWorld } from '../../world/world.ts'
import { createUuidV4Codec, createCachedCodec } from '../../world/dataset/id-codec.ts'

/** Codecs between the numbers of a world and the UUIDs that Recrubo shows. */
export const getIds = memoizePerWorld((world) => {
  const { seed } = world.dataset.parameters
  return {
    flowRun: createUuidV4Codec(seed, 'recrubo/flow-run'),
    flow: createCachedCodec(createUuidV4Codec(seed, 'recrubo/flow')),
    messageThread: createCachedCodec(createUuidV4Codec(seed, 'recrubo/message-thread')),
    candidate: createUuidV4Codec(seed, 'recrubo/candidate'),
    template: createUuidV4Codec(seed, 'recrubo/template'),
    webhook: createUuidV4Codec(seed, 'recrubo/webhook'),
    webhookLog: createUuidV4Codec(seed, 'recrubo/webhook-log'),
    organization: createUuidV4Codec(seed, 'recrubo/organization').encode(0),
  }
})
