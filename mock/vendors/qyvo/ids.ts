import { memoizePerWorld } from '../../world/world.ts'
import { createUuidV4Codec, createCachedCodec, createUuidV7Codec } from '../../world/dataset/id-codec.ts'

/** The ids under which Qyvo knows the things of a world; sessions and messages show when they were made, as HasUuids does it. */
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
