import type { Check } from '../check.ts'
import type { Probe } from '../observation.ts'
import type { Survey } from '../surface.ts'
import { createAfterInvalidRequestsChecks } from './aftermath.ts'
import { createConsistencyChecks } from './agreement.ts'
import { type EndedItem, createRepeatedReadChecks } from './conditional.ts'
import { createCredentialChecks } from './credentials.ts'
import { createRequestTargetChecks } from './exact-targets.ts'
import { createInjectionChecks } from './injections.ts'
import { inventoryChecks } from './inventory.ts'
import { leakChecks } from './leaks.ts'
import { createLoadChecks } from './load.ts'
import { createMetricChecks } from './measures.ts'
import { fieldChecks } from './members.ts'
import { messageChecks } from './messages.ts'
import { createNegotiationChecks } from './negotiation.ts'
import { createCorsCheck } from './origins.ts'
import { createQueryChecks } from './queries.ts'
import { type InvalidRequest, createErrorResponseChecks } from './refusals.ts'
import { createRobustnessChecks } from './robustness.ts'
import { createTenantIsolationChecks } from './tenants.ts'
import { type EquivalentQueries, createQueryEncodingCheck } from './spellings.ts'
import { createDecodingCheck, valueChecks } from './values.ts'

/** What the generic checks need of a vendor beyond the ways to read. */
export interface GenericCheckInput {
  readonly survey: Survey
  /** Queries that say the same in two spellings. */
  readonly equivalentQueries: readonly EquivalentQueries[]
  readonly invalidRequests: Probe<readonly InvalidRequest[]>
  readonly endedItem: Probe<EndedItem | null>
  /** The statement that credentials belong to one tenant. */
  readonly tenantStatement: string
}

/** The checks that every vendor has alike, from what is known of one. */
export function createGenericChecks({
  survey,
  equivalentQueries,
  invalidRequests,
  endedItem,
  tenantStatement,
}: GenericCheckInput): readonly Check[] {
  return [
    ...messageChecks,
    ...createNegotiationChecks(survey),
    createCorsCheck(survey),
    ...createRepeatedReadChecks(survey, endedItem),
    ...(equivalentQueries.length === 0 ? [] : [createQueryEncodingCheck(survey, equivalentQueries)]),
    ...createQueryChecks(survey),
    ...createRequestTargetChecks(survey),
    ...fieldChecks,
    ...inventoryChecks,
    ...createConsistencyChecks(survey),
    ...createCredentialChecks(survey),
    ...createTenantIsolationChecks(survey, tenantStatement),
    ...leakChecks,
    ...createInjectionChecks(survey),
    ...createErrorResponseChecks(survey, invalidRequests),
    ...createRobustnessChecks(survey),
    ...valueChecks,
    ...(survey.api.filters.length === 0 ? [] : [createDecodingCheck(survey)]),
    ...createMetricChecks(survey),
    ...createLoadChecks(survey),
    ...createAfterInvalidRequestsChecks(survey),
  ]
}
