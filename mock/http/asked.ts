import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { QueryString } from '../wire/query-string.ts'
import type { World } from '../world/world.ts'
import { getRequestValidator } from './deferred-checks.ts'
import type { IncomingRequest } from './incoming.ts'
import type { RequestContext } from './passage.ts'
import type { Issue } from './problem.ts'
import type { Vendor } from './vendor.ts'

const NO_VALUES = {}
const EMPTY_INPUT = { path: NO_VALUES, query: NO_VALUES, body: null }

/** What a request brings, checked against the document, as far as the vendor leaves that to the document. */
export function readInput(
  { pathParameters, request, route, selection, faultInjection }: RequestContext,
  operation: OperationFacts,
  bodyText: string,
): object {
  if (operation.parameters.length === 0 && !hasBody(operation)) return EMPTY_INPUT
  const validator = getRequestValidator(operation)
  const { vendor } = route
  const { world } = selection.servedWorld
  const isTolerated =
    vendor.isTolerated === undefined ? undefined : (issue: Issue) => vendor.isTolerated?.(issue, world) ?? false
  const isBodyValidated = hasBody(operation) && vendor.rawBodyOperations?.includes(operation.id) !== true
  const normalizedBody = vendor.normalizeBody?.(bodyText) ?? bodyText
  const body = isBodyValidated
    ? validator.validateBody(normalizedBody, request.getHeader('content-type'), isTolerated)
    : null
  if (operation.parameters.length === 0) return { path: NO_VALUES, query: NO_VALUES, body }
  const normalizedQuery = normalizeQuery(vendor, request, world)
  const queryWithFaults =
    faultInjection === null
      ? normalizedQuery
      : { getLast: (name: string) => faultInjection.overrideQueryParameter(name, normalizedQuery.getLast(name)) }
  const { path: steps, query } = validator.validateParameters(pathParameters, queryWithFaults, isTolerated)
  return { path: steps, query, body }
}

/** The query as the checks see it. */
function normalizeQuery(vendor: Vendor, { query }: IncomingRequest, world: World): Pick<QueryString, 'getLast'> {
  if (vendor.normalizeQueryValue === undefined) return query
  return {
    getLast: (name) => {
      const text = query.getLast(name)
      return text === undefined ? undefined : vendor.normalizeQueryValue?.(name, text, world)
    },
  }
}

/** Whether requests of an operation have content. */
export function hasBody({ method }: OperationFacts): boolean {
  return method === 'post' || method === 'patch' || method === 'put'
}
