import { afterEach, vi } from 'vitest'
import * as pagination from '../../mock/wire/pagination.ts'
import { type LegalVariant, verifyLegalVariants } from '../contracts/legal-variants/legal-variant.ts'
import { idnowVariants } from '../contracts/legal-variants/idnow-variants.ts'
import { rapidproVariants, recruboVariants } from '../contracts/legal-variants/vendor-variants.ts'
import { wireVariants } from '../contracts/legal-variants/wire-variants.ts'
import { unjudgedOfMock } from '../contracts/unjudged.ts'
import { createMockTarget, type MockTarget } from '../mock-target.ts'
import { legalVariants, pageSizeVariant } from './legal-variants.ts'
import { breakFunction, WORLD } from './break-function.ts'

/** Variants that work only with the test twins, because they change the twins' rows or ids, or that the mock already has. */
const TWIN_ONLY = [
  'ULIDs instead of UUIDs',
  'an empty context as an empty array',
  'a created run that is readable after two seconds',
  'exclusive time bounds',
]

function selectReusable(variants: readonly LegalVariant<never>[]): readonly LegalVariant<never>[] {
  return variants.filter(({ name }) => !TWIN_ONLY.includes(name))
}

afterEach(() => vi.restoreAllMocks())

/** RapidPro with pages of 50 runs instead of 250: the time of a test grows with the rows that the suite reads and validates. */
function createSmallPageTarget(): MockTarget {
  const target = createMockTarget('rapidpro', { ...WORLD, runs: 140 })
  const shrinkPages = breakFunction(pagination, 'buildCursorPage', (original, [cursor, , read]) =>
    original(cursor, 50, read),
  )
  shrinkPages(target, () => {})
  return target
}

verifyLegalVariants('qyvo', [...legalVariants.qyvo, ...selectReusable(wireVariants)], {
  createTwin: () => createMockTarget('qyvo', { ...WORLD, runs: 200 }),
  ids: createMockTarget('qyvo', WORLD).ids,
  // The feed has no counts.
  unjudgedChecks: [...unjudgedOfMock.qyvo, 'SCH-008'],
})
verifyLegalVariants('recrubo', [...legalVariants.recrubo, ...selectReusable(recruboVariants)], {
  createTwin: () => createMockTarget('recrubo', { ...WORLD, runs: 120 }),
  unjudgedChecks: unjudgedOfMock.recrubo,
})
verifyLegalVariants('rapidpro', [pageSizeVariant], {
  createTwin: () => createMockTarget('rapidpro', WORLD),
  unjudgedChecks: unjudgedOfMock.rapidpro,
})
verifyLegalVariants('rapidpro', [...legalVariants.rapidpro, ...selectReusable(rapidproVariants)], {
  createTwin: createSmallPageTarget,
  unjudgedChecks: unjudgedOfMock.rapidpro,
})
verifyLegalVariants('idnow', [...legalVariants.idnow, ...selectReusable(idnowVariants)], {
  createTwin: () => createMockTarget('idnow', WORLD),
  ids: createMockTarget('idnow', WORLD).ids,
  unjudgedChecks: unjudgedOfMock.idnow,
})
