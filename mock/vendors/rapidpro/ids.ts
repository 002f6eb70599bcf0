import { createCachedCodec, createUuidV4Codec } from '../../world/dataset/id-codec.ts'
import { MAX_QUESTIONS } from '../../world/model/flow.ts'
import type { RunNumber } from '../../world/model/run.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/state/run-operations.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'

const NODES_PER_FLOW = MAX_QUESTIONS + 1
const FIRST_ID = 1_000_001
const FIRST_CONTACT_ID = 6_100_001
const WORKSPACE_NUMBER = 1

/** The UUIDs under which RapidPro knows the things of a world. */
export const getIds = memoizePerWorld((world) => {
  const { seed } = world.dataset.parameters
  const node = createUuidV4Codec(seed, 'rapidpro/node')
  return {
    run: createUuidV4Codec(seed, 'rapidpro/run'),
    flow: createCachedCodec(createUuidV4Codec(seed, 'rapidpro/flow')),
    contact: createCachedCodec(createUuidV4Codec(seed, 'rapidpro/contact')),
    start: createUuidV4Codec(seed, 'rapidpro/start'),
    group: createCachedCodec(createUuidV4Codec(seed, 'rapidpro/group')),
    workspace: createUuidV4Codec(seed, 'rapidpro/workspace').encode(WORKSPACE_NUMBER),
    /** The node of a flow at which question number `step` waits. */
    node: (flow: number, step: number) => node.encode(flow * NODES_PER_FLOW + step),
  }
})

/** The deprecated integer id; it grows with the run's number, which breaks ties in every order. */
export function encodeIntegerRunId(number: RunNumber, world: World): number {
  return number + 2 * world.dataset.parameters.runs + FIRST_ID
}

/** The number of the run with this integer id, whether or not there is one. */
export function decodeIntegerRunId(id: number, world: World): RunNumber {
  return id - 2 * world.dataset.parameters.runs - FIRST_ID
}

/** The integer id of a start: even for the universe's broadcasts, odd for those that operations made. */
export function encodeIntegerStartId(start: number, world: World): number {
  const { runs, block } = world.dataset.parameters
  const index = start >= FIRST_CREATED_BROADCAST ? start - FIRST_CREATED_BROADCAST : start + Math.ceil(runs / block) + 1
  return FIRST_ID + 2 * index + (start >= FIRST_CREATED_BROADCAST ? 0 : 1)
}

/** What an anonymous workspace shows of a contact: the number in ten digits, and in the newer line a reference. */
export function getContactMasks(
  contact: number,
  world: World,
): { readonly digits: string; readonly reference: string } {
  const reference = `C${getIds(world).contact.encode(contact).slice(0, 8).toUpperCase()}`
  return { digits: String(FIRST_CONTACT_ID + contact).padStart(10, '0'), reference }
}

const INTERNATIONAL_NUMBER = /^\+[1-9]\d{6,14}$/
const NUMBER_WITHOUT_PLUS = /^[1-9]\d{10,14}$/

/**
 * The phone number that a URN stands for, written with its leading "+": of the schemes `tel` and `whatsapp`, because
 * everybody in a world has a phone. Undefined for a number without a country code, and for any other text.
 */
export function parsePhone(urn: string): string | undefined {
  const colon = urn.indexOf(':')
  const scheme = urn.slice(0, colon).toLowerCase()
  const path = urn.slice(colon + 1).replaceAll(/[\s().-]/g, '')
  if (colon === -1 || (scheme !== 'tel' && scheme !== 'whatsapp')) return undefined
  if (INTERNATIONAL_NUMBER.test(path)) return path
  return NUMBER_WITHOUT_PLUS.test(path) ? `+${path}` : undefined
}
