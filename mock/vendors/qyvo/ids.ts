import { createCachedCodec, createUuidV4Codec, createUuidV7Codec } from '../../world/dataset/id-codec.ts'
import { memoizePerWorld } from '../../world/world.ts'

/** The id codecs of a world. Ids of sessions and messages contain their creation time, as Laravel's HasUuids makes them. */
export const getIds = memoizePerWorld((world) => {
  const { seed } = world.dataset.parameters
  return {
    session: createUuidV7Codec(seed, 'qyvo/session', (number) => world.findCreatedAt(number)),
    flow: createCachedCodec(createUuidV4Codec(seed, 'qyvo/flow')),
    contact: createCachedCodec(createUuidV4Codec(seed, 'qyvo/contact')),
    message: createUuidV7Codec(seed, 'qyvo/message', () => undefined),
    tenant: createUuidV4Codec(seed, 'qyvo/tenant'),
  }
})
