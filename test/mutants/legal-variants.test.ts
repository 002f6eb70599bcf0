import { afterEach, vi } from 'vitest'
import { type Cousin, proveCousins } from '../contracts/cousins/cousin.ts'
import { idnowCousins, rapidproCousins, recruboCousins } from '../contracts/cousins/vendor-cousins.ts'
import { wireCousins } from '../contracts/cousins/wire-cousins.ts'
import { mockTarget } from '../mock-target.ts'
import { elderChecks } from './elder-checks.ts'
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

// Content-Length is added by the socket, and in memory there is none.
const silent = ['HTTP-016']

afterEach(() => vi.restoreAllMocks())

proveCousins('qyvo', [...legalVariants.qyvo, ...among(wireCousins)], {
  open: () => mockTarget('qyvo', WORLD),
  only: elderChecks('qyvo'),
  silent,
})
proveCousins('recrubo', [...legalVariants.recrubo, ...among(recruboCousins)], {
  open: () => mockTarget('recrubo', { ...WORLD, runs: 120 }),
  only: elderChecks('recrubo'),
  silent,
})
proveCousins('rapidpro', [...legalVariants.rapidpro, ...among(rapidproCousins)], {
  open: () => mockTarget('rapidpro', WORLD),
  only: elderChecks('rapidpro'),
  silent,
})
proveCousins('idnow', [...legalVariants.idnow, ...among(idnowCousins)], {
  open: () => mockTarget('idnow', WORLD),
  ids: mockTarget('idnow', WORLD).ids,
  only: elderChecks('idnow'),
  silent,
})
