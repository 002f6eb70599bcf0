import {
  createCachedCodec,
  createGivenIdCodec,
  createUuidV4Codec,
  createUuidV7Codec,
} from '../../world/dataset/id-codec.ts'
import { listGivenIds } from '../../world/model/own-data.ts'
import { memoizePerWorld } from '../../world/world.ts'

/** The id codecs of a world. Ids of sessions, campaigns and messages contain their creation time, as Laravel's HasUuids makes them. */
export const getIds = memoizePerWorld((world) => {
  const { seed, ownData } = world.dataset.parameters
  const flows = world.dataset.flows.map(({ own }) => own ?? {})
  return {
    session: createUuidV7Codec(seed, 'qyvo/session', (number) => world.findCreatedAt(number)),
    flow: createCachedCodec(createGivenIdCodec(createUuidV4Codec(seed, 'qyvo/flow'), listGivenIds(flows, 'qyvo'))),
    contact: createCachedCodec(
      createGivenIdCodec(createUuidV4Codec(seed, 'qyvo/contact'), listGivenIds(ownData?.contacts, 'qyvo')),
    ),
    message: createUuidV7Codec(seed, 'qyvo/message', () => undefined),
    sentMessage: createUuidV7Codec(seed, 'qyvo/sent-message', () => undefined),
    sequenceSession: createUuidV7Codec(seed, 'qyvo/sequence-session', () => undefined),
    campaign: createUuidV7Codec(seed, 'qyvo/campaign', () => undefined),
    sequence: createUuidV4Codec(seed, 'qyvo/sequence'),
    template: createUuidV4Codec(seed, 'qyvo/template'),
    tag: createUuidV4Codec(seed, 'qyvo/tag'),
    tenant: createUuidV4Codec(seed, 'qyvo/tenant'),
  }
})
