/** One request, from the matched route to the response: the functions stand in the order in which they run. */
import type { OperationFacts } from '../../spec/operation-facts.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { QueryString } from '../wire/query-string.ts'
import type { View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import { ReplacementResponse } from './faults/error-response.ts'
import { FAULT_HEADER, matchFaults } from './faults/match.ts'
import type { HandlerContext } from './handler.ts'
import type { ReceivedRequest } from './journal/request-record.ts'
import { getRequestValidator } from './validation.ts'
import { HttpError, type Issue, Problem } from './problem.ts'
import { resolveRateLimit } from './rate-limit.ts'
import type { PipelineDeps, RequestContext, Route } from './request-context.ts'
import { type Caller, IncomingRequest, MAX_BODY_BYTES, MAX_CONTROL_BODY_BYTES, readBodyText } from './request.ts'
import {
  createResponse,
  createStreamResponse,
  formatDateHeader,
  serializeReply,
  type WireResponse,
} from './response.ts'
import type { Vendor } from './vendor.ts'
import { AS_OF_HEADER, selectPastWorld } from './worlds/time-travel.ts'

/** A request and the values of the placeholders in its path. */
export interface RoutedRequest {
  readonly request: Request
  /** The request as node received it; undefined for one in process. */
  readonly received?: ReceivedRequest | undefined
  readonly pathParameters: Readonly<Record<string, string>>
}

/**
 * Handles a request to a documented path.
 * @throws {HttpError} for a world that does not exist and a body that is too large; the router responds to these
 */
export async function handleRequest(deps: PipelineDeps, route: Route, routed: RoutedRequest): Promise<Response> {
  const context = createRequestContext(deps, route, routed)
  let response: WireResponse
  try {
    if (hasFaults(context)) context.faultInjection = matchFaults(context)
    const operation = authorize(context)
    if (deps.loadDeferred !== null && needsDeferred(context, operation)) {
      await deps.loadDeferred()
      deps.loadDeferred = null
    }
    if (hasBody(operation)) context.bodyText = await readBody(context)
    response = await callHandlerCached(context, operation)
  } catch (error) {
    response = toErrorResponse(context, error)
  }
  return toResponse(context, response)
}

/** Handles a request to an undocumented path below a vendor's prefix, in the vendor's error format. */
export async function handleUnknownRoute(deps: PipelineDeps, vendor: Vendor, routed: RoutedRequest): Promise<Response> {
  const route = { vendor, operations: [], operationsByMethod: new Map<string, OperationFacts>() }
  const context = createRequestContext(deps, route, routed)
  return toResponse(context, toErrorResponse(context, new Problem('unknown-route')))
}

/** Selects the world and opens the journal entry. @throws {HttpError} when there is no such world */
function createRequestContext(
  deps: PipelineDeps,
  route: Route,
  { request, pathParameters, received = request }: RoutedRequest,
): RequestContext {
  const incoming = new IncomingRequest(request)
  const present = deps.selectWorld(incoming)
  const asOf = incoming.getHeader(AS_OF_HEADER)
  const selection = asOf === null ? present : selectPastWorld(present, incoming, route.vendor, asOf)
  const { servedWorld } = selection
  const operation = route.operationsByMethod.get(incoming.method)
  const context: RequestContext = {
    deps,
    route,
    request: incoming,
    selection,
    pathParameters,
    operation,
    faultInjection: null,
    caller: null,
    rateLimitHeaders: null,
    note: null,
    bodyText: null,
    journal: servedWorld.journal,
    record: null,
  }
  // Requests to the control API and to past worlds leave no trace in the world.
  if (route.vendor.isOutsideWorlds !== true && servedWorld.asOf === null) {
    const { url, method } = request
    const recorded = { url, method, headers: received.headers, vendor: route.vendor, operation }
    context.record = servedWorld.journal.openJournalEntry(recorded, servedWorld.world.now)
  }
  return context
}

/** True when the world has fault rules or the request has the fault header. */
function hasFaults({ selection, request }: RequestContext): boolean {
  const { asOf, world } = selection.servedWorld
  // Reads of past states are never changed.
  if (asOf !== null) return false
  return world.sideState.faultRules.length > 0 || request.getHeader(FAULT_HEADER) !== null
}

/**
 * Media types, injected errors, credential, method, permission, rate limit: everything before the request's content.
 * @throws {Problem | ReplacementResponse} when the request may not go on
 */
function authorize(context: RequestContext): OperationFacts {
  const { request, operation, route, selection } = context
  const { vendor, operations, operationsByMethod } = route
  const [first] = operations
  if (first !== undefined) vendor.negotiate?.(request, operation ?? first, selection.servedWorld.world)
  if (context.faultInjection !== null && operation !== undefined) throwInjectedError(context, operation)
  context.caller = authenticate(context)
  if (operation === undefined) throw new Problem('method-not-allowed', { allow: [...operationsByMethod.keys()] })
  const { world } = context.selection.servedWorld
  vendor.auth.authorize(context.caller, operation, { pathParameters: context.pathParameters, world })
  consumeRateLimit(context, operation)
  vendor.auth.authorizeAfterRateLimit?.(context.caller, operation)
  return operation
}

/** Throws the error of a fault rule, after the rate limit has counted an identified caller and before authorization. */
function throwInjectedError(context: RequestContext, operation: OperationFacts): void {
  const createInjectedError = context.faultInjection?.findErrorResponse()
  if (createInjectedError === undefined) return
  try {
    context.caller = authenticate(context)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
  if (context.caller?.token != null) consumeRateLimit(context, operation)
  throw createInjectedError()
}

/** Identifies the caller; one of another tenant gets the world of that tenant. */
function authenticate(context: RequestContext): Caller {
  const { deps, request, selection, route } = context
  const { servedWorld } = selection
  const caller = route.vendor.auth.authenticate(request, {
    isAuthStrict: deps.isAuthStrict,
    world: servedWorld.world,
  })
  context.note = caller.note ?? null
  if (caller.credentialStatus === 'other-tenant')
    context.selection = { ...selection, servedWorld: servedWorld.otherTenant }
  return caller
}

/**
 * Counts the request against the documented rate limit of its operation, or the one set for its world.
 * @throws {Problem} "throttled"
 */
function consumeRateLimit(context: RequestContext, operation: OperationFacts): void {
  const { name, rateLimit: vendorLimit } = context.route.vendor
  const { servedWorld } = context.selection
  const { world } = servedWorld
  const documented = typeof vendorLimit === 'function' ? vendorLimit(operation, world) : vendorLimit
  if (documented === undefined || context.caller === null || servedWorld.asOf !== null) return
  const rateLimit = resolveRateLimit(world, name, { quota: documented, isEnforced: context.deps.hasRateLimits })
  const bucketKey = rateLimit?.getBucket(context.caller) ?? null
  if (rateLimit === undefined || bucketKey === null) return
  const result = servedWorld.getRateLimiter(`${name} ${bucketKey}`, rateLimit).consume(world.now)
  if (!result.isAllowed) {
    const { retryAfter, limit } = result
    throw new Problem('throttled', retryAfter === null ? { limit } : { retryAfter, limit })
  }
  context.rateLimitHeaders = rateLimit.buildHeaders(result)
}

/** False for operations such as health, which need no names and no validation. */
function needsDeferred({ route }: RequestContext, operation: OperationFacts): boolean {
  return route.vendor.isOutsideWorlds !== true || operation.parameters.length > 0 || hasBody(operation)
}

/** Requests of an operation with these methods have a body. */
function hasBody({ method }: OperationFacts): boolean {
  return method === 'post' || method === 'patch' || method === 'put'
}

/** @throws {HttpError} 413 */
async function readBody({ request, route }: RequestContext): Promise<string> {
  return readBodyText(request, route.vendor.isOutsideWorlds === true ? MAX_CONTROL_BODY_BYTES : MAX_BODY_BYTES)
}

/** The cached response to an equal read of the same view, else a new one. */
function callHandlerCached(context: RequestContext, operation: OperationFacts): WireResponse | Promise<WireResponse> {
  const { selection, route, faultInjection } = context
  if (operation.method !== 'get' || route.vendor.isOutsideWorlds === true || faultInjection?.hasAlteredInput === true)
    return callHandler(context, operation)
  const { world, responseCache } = selection.servedWorld
  return responseCache.getOrCreateResponse(world, buildCacheKey(context, operation), () =>
    callHandler(context, operation),
  )
}

/** Equal for requests with the same URL, credential status and representation: these have the same response. */
function buildCacheKey({ caller, request, route }: RequestContext, operation: OperationFacts): string {
  const { url } = request.raw
  const key = caller === null || caller.credentialStatus === 'member' ? url : `${caller.credentialStatus} ${url}`
  const representation = route.vendor.selectRepresentation?.(request, operation)
  return representation === undefined ? key : `${representation} ${key}`
}

/** Validates the input, calls the operation's handler and serializes its reply. */
function callHandler(context: RequestContext, operation: OperationFacts): WireResponse | Promise<WireResponse> {
  const { deps, request, caller, selection, route, faultInjection } = context
  const { world: presentWorld } = selection.servedWorld
  const world = faultInjection === null ? presentWorld : faultInjection.selectWorld(presentWorld)
  const handler = route.vendor.handlers[operation.id]
  if (caller === null || handler === undefined)
    throw new Error(`no handler for an authorized ${request.method} ${request.path}`)
  const input = readInput(context, operation)
  let view: View | undefined
  const handlerContext: HandlerContext = {
    world,
    request,
    caller,
    linkPrefix: selection.linkPrefix,
    isAuthStrict: deps.isAuthStrict,
    bodyText: context.bodyText ?? '',
    get view() {
      return (view ??= world.view())
    },
  }
  // The document's types were checked where the vendor was defined; here they are erased.
  const reply = handler(input as never, handlerContext)
  return reply instanceof Promise
    ? reply.then((settled) => serializeReply(settled, operation))
    : serializeReply(reply, operation)
}

const NO_VALUES = {}
const EMPTY_INPUT = { path: NO_VALUES, query: NO_VALUES, body: null }

/** Path, query and body of a request, validated against the document. @throws {Problem} "invalid" or "malformed-body" */
function readInput(
  { pathParameters, request, route, selection, faultInjection, bodyText }: RequestContext,
  operation: OperationFacts,
): object {
  if (operation.parameters.length === 0 && !hasBody(operation)) return EMPTY_INPUT
  const validator = getRequestValidator(operation)
  const { vendor } = route
  const { world } = selection.servedWorld
  const isTolerated =
    vendor.isTolerated === undefined ? undefined : (issue: Issue) => vendor.isTolerated?.(issue, world) ?? false
  const isBodyValidated = hasBody(operation) && vendor.rawBodyOperations?.includes(operation.id) !== true
  const text = bodyText ?? ''
  const body = isBodyValidated
    ? validator.validateBody(vendor.normalizeBody?.(text) ?? text, request.getHeader('content-type'), isTolerated)
    : null
  if (operation.parameters.length === 0) return { path: NO_VALUES, query: NO_VALUES, body }
  const normalizedQuery = normalizeQuery(vendor, request, world)
  const queryWithFaults =
    faultInjection === null
      ? normalizedQuery
      : { getLast: (name: string) => faultInjection.overrideQueryParameter(name, normalizedQuery.getLast(name)) }
  const { path, query } = validator.validateParameters(pathParameters, queryWithFaults, isTolerated)
  return { path, query, body }
}

/** The query with each value as the vendor's parser reads it. */
function normalizeQuery(vendor: Vendor, { query }: IncomingRequest, world: World): Pick<QueryString, 'getLast'> {
  if (vendor.normalizeQueryValue === undefined) return query
  return {
    getLast: (name) => {
      const text = query.getLast(name)
      return text === undefined ? undefined : vendor.normalizeQueryValue?.(name, text, world)
    },
  }
}

/**
 * The vendor's response to a thrown problem; any other error is reported and becomes the vendor's internal error.
 * @throws {HttpError} the error itself, after it has been recorded: it has no vendor's format
 */
function toErrorResponse(context: RequestContext, error: unknown): WireResponse {
  if (error instanceof ReplacementResponse) return error.response
  if (error instanceof HttpError) {
    recordResponse(context, { status: error.status, headers: error.headers, body: '' })
    throw error
  }
  const problem = error instanceof Problem ? error : new Problem('internal')
  if (problem !== error) context.deps.reportError(error)
  context.note = problem.details.note ?? context.note
  const { vendor, operations } = context.route
  const reply = vendor.problems[problem.code](problem, context.request, context.selection.servedWorld.world)
  // An undocumented method gets the media type of the path's other errors.
  return serializeReply(reply, context.operation ?? operations[0])
}

/** Adds the common headers, applies faults, records the response and hands it over. */
function toResponse(context: RequestContext, response: WireResponse): Response | Promise<Response> {
  const { deps, request, operation, route, faultInjection } = context
  const { webhookDispatcher } = context.selection.servedWorld
  const complete = { status: response.status, headers: buildResponseHeaders(context, response), body: response.body }
  const withFaults = faultInjection === null ? complete : faultInjection.mutateResponse(complete)
  const responseContext = { vendor: route.vendor.name, operation: operation?.id ?? null, request }
  const final = deps.mutateResponse === undefined ? withFaults : deps.mutateResponse(withFaults, responseContext)
  const headOnly = request.method === 'HEAD'
  if (context.record === null)
    return response.stream === undefined
      ? createResponse(final, headOnly)
      : createStreamResponse(final, response.stream)
  faultInjection?.applySideEffects(final)
  if (webhookDispatcher.hasSubscribers || request.method !== 'GET') webhookDispatcher.dispatchDue()
  if (faultInjection !== null)
    return faultInjection.deliverResponse(final, headOnly, (delivered) => recordResponse(context, delivered))
  recordResponse(context, final)
  return createResponse(final, headOnly)
}

function buildResponseHeaders(
  { selection, route, caller, rateLimitHeaders }: RequestContext,
  response: WireResponse,
): Readonly<Record<string, string>> {
  const { world, name, asOf } = selection.servedWorld
  const headers: Record<string, string> = Object.assign({}, response.headers)
  headers['date'] = formatDateHeader(world.now)
  headers['x-flowtwin-world'] = name
  if (asOf !== null) headers[AS_OF_HEADER] = formatIsoMicroseconds(asOf)
  if (route.vendor.buildHeaders !== undefined)
    Object.assign(headers, route.vendor.buildHeaders(caller, world, route.operations))
  if (rateLimitHeaders !== null) Object.assign(headers, rateLimitHeaders)
  return headers
}

/** Completes the journal entry with the response as it was delivered. */
function recordResponse(context: RequestContext, { status, headers, body }: WireResponse): void {
  const { selection, journal, record, caller, note, bodyText, faultInjection } = context
  if (record === null) return
  const { now: at, revision } = selection.servedWorld.world
  const noteWithFault = faultInjection === null ? note : faultInjection.appendNotes(note)
  const fault = faultInjection?.appliedRuleIds ?? null
  const recorded = { at, revision, caller, note: noteWithFault, fault, status, headers }
  journal.finishJournalEntry(record, recorded, { requestBody: bodyText, responseBody: body })
}
