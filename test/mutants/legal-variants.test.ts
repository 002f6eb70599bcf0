import { afterEach, vi } from 'vitest'
import { type LegalVariant, verifyLegalVariants } from '../contracts/legal-variants/legal-variant.ts'
import { idnowVariants } from '../contracts/legal-variants/idnow-variants.ts'
import { rapidproVariants, recruboVariants } from '../contracts/legal-variants/vendor-variants.ts'
import { fullIdnowVariants, fullRapidproVariants } from '../contracts/legal-variants/tolerated-variants.ts'
import { wireVariants } from '../contracts/legal-variants/wire-variants.ts'
import { unjudgedOfMock } from '../contracts/unjudged.ts'
import { createMockTarget } from '../mock-target.ts'
import { legalVariants, pageSizeVariant } from './legal-variants.ts'
import { createSmallPageTarget, WORLD } from './break-function.ts'

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

verifyLegalVariants('qyvo', [...legalVariants.qyvo, ...selectReusable(wireVariants)], {
  createTwin: () => createMockTarget('qyvo', { ...WORLD, runs: 200 }),
  ids: createMockTarget('qyvo', WORLD).ids,
  // The feed has no counts, and only some variants have headers with a schema.
  unjudgedChecks: [...unjudgedOfMock.qyvo, 'SCH-008', 'SCH-013'],
})
verifyLegalVariants('recrubo', [...legalVariants.recrubo, ...selectReusable(recruboVariants)], {
  createTwin: () => createMockTarget('recrubo', { ...WORLD, runs: 120 }),
  unjudgedChecks: unjudgedOfMock.recrubo,
})
verifyLegalVariants('rapidpro', [pageSizeVariant], {
  createTwin: () => createMockTarget('rapidpro', WORLD),
  unjudgedChecks: unjudgedOfMock.rapidpro,
})
verifyLegalVariants(
  'rapidpro',
  [...legalVariants.rapidpro, ...selectReusable(rapidproVariants), ...fullRapidproVariants],
  {
    createTwin: () => createSmallPageTarget(140),
    unjudgedChecks: unjudgedOfMock.rapidpro,
  },
)
verifyLegalVariants('idnow', [...legalVariants.idnow, ...selectReusable(idnowVariants), ...fullIdnowVariants], {
  createTwin: () => createMockTarget('idnow', WORLD),
  ids: createMockTarget('idnow', WORLD).ids,
  unjudgedChecks: unjudgedOfMock.idnow,
})
