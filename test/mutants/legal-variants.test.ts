import { afterEach, vi } from 'vitest'
import { type Cousin, proveCousins } from '../contracts/cousins/cousin.ts'
import { idnowCousins } from '../contracts/cousins/page-cousins.ts'
import { rapidproCousins, recruboCousins } from '../contracts/cousins/vendor-cousins.ts'
import { wireCousins } from '../contracts/cousins/wire-cousins.ts'
import { unjudgedOfMock } from '../contracts/unjudged.ts'
import { mockTarget } from '../mock-target.ts'
import { legalVariants } from './legal-variants.ts'
import { WORLD } from './world.ts'

/** Differences of the small twins that are made from the twins' own rows or ids, or that the mock has by itself. */
const foreign = [
  'ULIDs instead of UUIDs',
  'an empty context as an empty list',
  'a created run that shows after two seconds',
  'bounds that are exclusive',
]

function among(cousins: readonly Cousin<never>[]): readonly Cousin<never>[] {
  return cousins.filter(({ name }) => !foreign.includes(name))
}

afterEach(() => vi.restoreAllMocks())

proveCousins('qyvo', [...legalVariants.qyvo, ...among(wireCousins)], {
  open: () => mockTarget('qyvo', WORLD),
  ids: mockTarget('qyvo', WORLD).ids,
  // Only what stands beside the feed has counts.
  silent: [...unjudgedOfMock.qyvo, 'SCH-008'],
})
proveCousins('recrubo', [...legalVariants.recrubo, ...among(recruboCousins)], {
  open: () => mockTarget('recrubo', { ...WORLD, runs: 120 }),
  silent: unjudgedOfMock.recrubo,
})
proveCousins('rapidpro', [...legalVariants.rapidpro, ...among(rapidproCousins)], {
  open: () => mockTarget('rapidpro', WORLD),
  ids: mockTarget('rapidpro', WORLD).ids,
  silent: unjudgedOfMock.rapidpro,
})
proveCousins('idnow', [...legalVariants.idnow, ...among(idnowCousins)], {
  open: () => mockTarget('idnow', WORLD),
  ids: mockTarget('idnow', WORLD).ids,
  silent: unjudgedOfMock.idnow,
})
