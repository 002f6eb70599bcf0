import type { Check } from '../check.ts'
import type { Observation } from '../observation.ts'
import type { Survey } from '../surface.ts'
import { aftermathChecks } from './aftermath.ts'
import { agreementChecks } from './agreement.ts'
import { type Ended, rereadChecks } from './conditional.ts'
import { credentialChecks } from './credentials.ts'
import { exactTargetChecks } from './exact-targets.ts'
import { injectionChecks } from './injections.ts'
import { inventoryChecks } from './inventory.ts'
import { leakChecks } from './leaks.ts'
import { loadChecks } from './load.ts'
import { measureChecks } from './measures.ts'
import { placeChecks } from './members.ts'
import { messageChecks } from './messages.ts'
import { negotiationChecks } from './negotiation.ts'
import { originCheck } from './origins.ts'
import { queryChecks } from './queries.ts'
import { type BadQuestion, refusalChecks } from './refusals.ts'
import { robustnessChecks } from './robustness.ts'
import { tenantChecks } from './tenants.ts'
import { type Alike, alikeCheck } from './spellings.ts'
import { decodingCheck, valueChecks } from './values.ts'

/** What the generic checks need of a vendor beyond the ways to read. */
export interface Facts {
  readonly survey: Survey
  /** Queries that say the same in two spellings. */
  readonly alike: readonly Alike[]
  readonly questions: Observation<readonly BadQuestion[]>
  readonly ended: Observation<Ended | null>
  /** The statement that credentials belong to one tenant. */
  readonly tenancy: string
}

/** The checks that every vendor has alike, from what is known of one. */
export function genericChecks({ survey, alike, questions, ended, tenancy }: Facts): readonly Check[] {
  return [
    ...messageChecks,
    ...negotiationChecks(survey),
    originCheck(survey),
    ...rereadChecks(survey, ended),
    ...(alike.length === 0 ? [] : [alikeCheck(survey, alike)]),
    ...queryChecks(survey),
    ...exactTargetChecks(survey),
    ...placeChecks,
    ...inventoryChecks,
    ...agreementChecks(survey),
    ...credentialChecks(survey),
    ...tenantChecks(survey, tenancy),
    ...leakChecks,
    ...injectionChecks(survey),
    ...refusalChecks(survey, questions),
    ...robustnessChecks(survey),
    ...valueChecks,
    ...(survey.surface.filters.length === 0 ? [] : [decodingCheck(survey)]),
    ...measureChecks(survey),
    ...loadChecks(survey),
    ...aftermathChecks(survey),
  ]
}
