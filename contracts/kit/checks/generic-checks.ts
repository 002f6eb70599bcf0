import type { Check } from '../check.ts'
import type { Probe } from '../check-context.ts'
import type { Survey } from './readable-api.ts'
import { createAfterInvalidRequestsChecks } from './security/after-invalid-requests.ts'
import { createConsistencyChecks } from './data/cross-endpoint-consistency.ts'
import { type EndedItem, createRepeatedReadChecks } from './http/repeated-reads.ts'
import { createCredentialChecks } from './security/credentials.ts'
import { createRequestTargetChecks } from './http/request-targets.ts'
import { createInjectionChecks } from './security/injections.ts'
import { fieldChecks, inventoryChecks } from './data/fields.ts'
import { leakChecks } from './security/information-leaks.ts'
import { createLoadChecks } from './load.ts'
import { createMetricChecks } from './metrics.ts'
import { messageChecks } from './http/http-messages.ts'
import { createNegotiationChecks } from './http/content-negotiation.ts'
import { createQueryChecks, createQueryEncodingCheck, type EquivalentQueries } from './http/query-parameters.ts'
import { type InvalidRequest, createErrorResponseChecks } from './http/error-responses.ts'
import { createRobustnessChecks } from './security/robustness.ts'
import { createTenantIsolationChecks } from './security/tenant-isolation.ts'
import { createDecodingCheck, valueChecks } from './data/value-formats.ts'

/** The vendor-specific input of the generic checks. */
interface GenericCheckInput {
  readonly survey: Survey
  /** Queries that mean the same in two encodings. */
  readonly equivalentQueries: readonly EquivalentQueries[]
  readonly invalidRequests: Probe<readonly InvalidRequest[]>
  readonly endedItem: Probe<EndedItem | null>
  /** The statement that a credential belongs to one tenant. */
  readonly tenantStatement: string
}

/** Creates the checks that all vendors share. */
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
