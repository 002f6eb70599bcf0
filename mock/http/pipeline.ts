import type { OperationFacts } from '../../spec/operation-facts.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { QueryString } from '../wire/query-string.ts'
import type { Duration } from '../world/time/instant.ts'
import type { World } from '../world/world.ts'
import {
  decodeBodyText,
  IncomingRequest,
  MAX_BODY_BYTES,
  MAX_CONTROL_BODY_BYTES,
  readBodyText,
  toReadableBody,
} from './request.ts'
import { ReplacementResponse } from './faults/error-response.ts'
import { hasFaults, matchFaults } from './faults/match.ts'
import { type Caller, HandlerContext } from './handler-context.ts'
import type { ReceivedRequest } from './journal/request-record.ts'
import { getRequestValidator } from './lazy-validation.ts'
import { HttpError, type Issue, Problem } from './problem.ts'
import type { PipelineDeps, RequestContext, Route } from './request-context.ts'
import {
  createResponse,
  createStreamResponse,
  formatDateHeader,
  serializeReply,
  type WireResponse,
} from './response.ts'
import type { Vendor, VendorRateLimit } from './vendor.ts'
import { AS_OF_HEADER, selectPastWorld } from './worlds/time-travel.ts'

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

/** What the vendor says to whatever was thrown on the way; what is no problem of the client's is reported as ours. */
export function toErrorResponse(context: RequestContext, error: unknown): WireResponse {
  if (error instanceof ReplacementResponse) return error.response
  const problem = error instanceof Problem ? error : new Problem('internal')
  if (problem !== error) context.deps.reportError(error)
  context.note = problem.details.note ?? context.note
  const { vendor, operations } = context.route
  const reply = vendor.problems[problem.code](problem, context.request, context.selection.servedWorld.world)
  // A refused method has the media type of the path's other refusals.
  return serializeReply(reply, context.operation ?? operations[0])
}

/** Puts on the headers that every reply carries, enters it in the journal and hands it over. */
export function toResponse(context: RequestContext, response: WireResponse): Response | Promise<Response> {
  const { deps, request, operation, route, faultInjection } = context
  const { servedWorld } = context.selection
  const complete = { status: response.status, headers: buildResponseHeaders(context, response), body: response.body }
  const withFaults = faultInjection === null ? complete : faultInjection.mutateResponse(complete)
  const replyContext = { vendor: route.vendor.name, operation: operation?.id ?? null, request }
  const final = deps.mutateResponse === undefined ? withFaults : deps.mutateResponse(withFaults, replyContext)
  const headOnly = request.method === 'HEAD'
  if (context.record === null)
    return response.stream === undefined
      ? createResponse(final, headOnly)
      : createStreamResponse(final, response.stream)
  faultInjection?.applySideEffects(final)
  if (servedWorld.webhookDispatcher.hasSubscribers || request.method !== 'GET')
    servedWorld.webhookDispatcher.dispatchDue()
  const record = (arrived: WireResponse) => recordResponse(context, arrived, response)
  if (faultInjection !== null) return faultInjection.deliverResponse(final, headOnly, record)
  record(final)
  return createResponse(final, headOnly)
}

function buildResponseHeaders(
  { selection, route, caller, rateLimitHeaders }: RequestContext,
  response: WireResponse,
): Readonly<Record<string, string>> {
  const { servedWorld } = selection
  const headers: Record<string, string> = Object.assign({}, response.headers)
  headers['date'] = formatDateHeader(servedWorld.world.now)
  headers['x-flowtwin-world'] = servedWorld.name
  if (servedWorld.asOf !== null) headers[AS_OF_HEADER] = formatIsoMicroseconds(servedWorld.asOf)
  if (route.vendor.buildHeaders !== undefined)
    Object.assign(headers, route.vendor.buildHeaders(caller, servedWorld.world, route.operations))
  if (rateLimitHeaders !== null) Object.assign(headers, rateLimitHeaders)
  return headers
}

/** Completes the journal's entry with what has arrived of the answer. @param original the answer before rules changed it */
export function recordResponse(
  context: RequestContext,
  response: WireResponse,
  original: WireResponse = response,
): void {
  const { selection, journal, record, caller, note, bodyText, faultInjection } = context
  if (record === null) return
  const { world } = selection.servedWorld
  const noteWithFault = faultInjection === null ? note : faultInjection.appendNotes(note)
  const fault = faultInjection?.appliedRuleIds ?? null
  const { status, headers, body } = response
  const recorded = { at: world.now, revision: world.revision, caller, note: noteWithFault, fault, status, headers }
  // A world of before, which a rule may have read instead, is not to be held on to.
  const hasBodySource = body === original.body && faultInjection?.hasAlteredInput !== true
  journal.finishJournalEntry(record, recorded, {
    requestBody: bodyText,
    responseBody: body,
    bodySource: hasBodySource ? original.bodySource : null,
  })
}

/** What was set in the place of a vendor's documented quota. */
export type RateLimitOverride = { readonly off: true } | { readonly requests: number; readonly window: Duration }

/** The quota that holds in a world; undefined where nothing is counted. */
export function resolveRateLimit(
  { sideState }: World,
  vendor: string,
  { quota, isEnforced }: { readonly quota: VendorRateLimit; readonly isEnforced: boolean },
): VendorRateLimit | undefined {
  if (sideState.rateLimits === null) return isEnforced ? quota : undefined
  // It was checked when it was set, or when the capsule was opened that it came in.
  const override = sideState.rateLimits[vendor] as RateLimitOverride | undefined
  if (override === undefined) return isEnforced ? quota : undefined
  return 'off' in override ? undefined : { ...quota, ...override }
}

/**
 * Counts a request against the quota that it falls under: the documented one, or the one that its world was given.
 * @throws {Problem} "throttled"
 */
export function consumeRateLimit(context: RequestContext, operation: OperationFacts): void {
  const { name, rateLimit: vendorLimit } = context.route.vendor
  const { servedWorld } = context.selection
  const documented = typeof vendorLimit === 'function' ? vendorLimit(operation, servedWorld.world) : vendorLimit
  if (documented === undefined || context.caller === null || servedWorld.asOf !== null) return
  const rateLimit = resolveRateLimit(servedWorld.world, name, {
    quota: documented,
    isEnforced: context.deps.hasRateLimits,
  })
  const bucketKey = rateLimit?.getBucket(context.caller) ?? null
  if (rateLimit === undefined || bucketKey === null) return
  const state = servedWorld.getRateLimiter(`${name} ${bucketKey}`, rateLimit).consume(servedWorld.world.now)
  if (!state.isAllowed) {
    const { retryAfter, limit } = state
    throw new Problem('throttled', retryAfter === null ? { limit } : { retryAfter, limit })
  }
  context.rateLimitHeaders = rateLimit.buildHeaders(state)
}

/** Answers a request to a known path: every step in order, each a plain function call. */
export function handleRequest(deps: PipelineDeps, route: Route, routed: RoutedRequest): Response | Promise<Response> {
  const context = createRequestContext(deps, route, routed)
  const { operation } = context
  if (hasFaults(context)) context.faultInjection = matchFaults(context)
  if (operation === undefined || !hasBody(operation)) {
    return runStep(context, () => callHandlerCached(context, authorize(context), ''))
  }
  const { vendor } = route
  const bufferedBody = routed.received?.rawBody
  if (bufferedBody === undefined || vendor.prepareOperation !== undefined || vendor.beforeHandle !== undefined)
    return handleRequestWithBody(context)
  return runStep(context, () => {
    const authorized = authorize(context)
    context.bodyText = decodeBodyText(bufferedBody)
    return callHandlerCached(context, authorized, context.bodyText)
  })
}

/** Answers a request to a path that no document knows, in the dress of the vendor below whose prefix it lies. */
export function handleUnknownRoute(
  deps: PipelineDeps,
  vendor: Vendor,
  routed: RoutedRequest,
): Response | Promise<Response> {
  const route = { vendor, operations: [], operationsByMethod: new Map<string, OperationFacts>() }
  return runStep(createRequestContext(deps, route, routed), () => {
    throw new Problem('unknown-route')
  })
}

/** A request that the router has found a path for. */
interface RoutedRequest {
  readonly request: Request
  /** What node has read of it, where it comes over a socket. */
  readonly received?: ReceivedRequest | undefined
  readonly pathParameters: Readonly<Record<string, string>>
}

function createRequestContext(
  deps: PipelineDeps,
  route: Route,
  { request, pathParameters, received = request }: RoutedRequest,
): RequestContext {
  const incoming = new IncomingRequest(request)
  const selection = selectPastWorld(deps.selectWorld(incoming), incoming, route.vendor)
  const context: RequestContext = {
    deps: deps,
    route,
    request: incoming,
    selection,
    pathParameters: pathParameters,
    operation: route.operationsByMethod.get(incoming.method),
    faultInjection: null,
    caller: null,
    rateLimitHeaders: null,
    note: null,
    bodyText: null,
    journal: selection.servedWorld.journal,
    record: null,
  }
  const { vendor } = route
  // Looking back leaves no trace in the world: that is nothing that a client could do to a vendor.
  if (vendor.isOutsideWorlds !== true && selection.servedWorld.asOf === null) {
    const { url, method } = request
    const { headers } = received
    const recorded = { url, method, headers, vendor, operation: context.operation }
    context.record = context.journal.openJournalEntry(recorded, selection.servedWorld.world.now)
  }
  return context
}

async function handleRequestWithBody(context: RequestContext): Promise<Response> {
  let bodyText: string
  try {
    const operation = authorize(context)
    const { vendor } = context.route
    bodyText = await readBodyText(
      toReadableBody(context.request),
      vendor.isOutsideWorlds === true ? MAX_CONTROL_BODY_BYTES : MAX_BODY_BYTES,
    )
    context.bodyText = bodyText
    if (vendor.prepareOperation !== undefined) await vendor.prepareOperation(operation)
    const beforeHandle = vendor.beforeHandle?.[operation.id]
    if (beforeHandle !== undefined) await beforeHandle(readInput(context, operation, bodyText) as never)
  } catch (error) {
    if (error instanceof HttpError) {
      recordResponse(context, { status: error.status, headers: error.headers, body: '' })
      throw error
    }
    return toResponse(context, toErrorResponse(context, error))
  }
  return runStep(context, () => callHandlerCached(context, context.operation, bodyText))
}

function runStep(context: RequestContext, step: () => WireResponse): Response | Promise<Response> {
  try {
    return toResponse(context, step())
  } catch (error) {
    return toResponse(context, toErrorResponse(context, error))
  }
}

/** Media types, identity, method, permission, quota: everything before the request's content is looked at. */
function authorize(context: RequestContext): OperationFacts {
  const { request, operation, route } = context
  const { vendor, operations, operationsByMethod } = route
  const [first] = operations
  if (first !== undefined) vendor.negotiate?.(request, operation ?? first, context.selection.servedWorld.world)
  if (context.faultInjection !== null && operation !== undefined) throwInjectedError(context, operation)
  context.caller = authenticate(context)
  if (operation === undefined) throw new Problem('method-not-allowed', { allow: [...operationsByMethod.keys()] })
  vendor.auth.authorize(context.caller, operation, {
    pathParameters: context.pathParameters,
    world: context.selection.servedWorld.world,
  })
  consumeRateLimit(context, operation)
  vendor.auth.authorizeAfterRateLimit?.(context.caller, operation)
  return operation
}

/** A fault that refuses comes after the quota, which counts whoever is known, and before the question who is asking. */
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

function authenticate(context: RequestContext): Caller {
  const { deps, request, selection, route } = context
  const caller = route.vendor.auth.authenticate(request, {
    isAuthStrict: deps.isAuthStrict,
    world: selection.servedWorld.world,
  })
  context.note = caller.note ?? null
  if (caller.credentialStatus === 'other-tenant')
    context.selection = { ...selection, servedWorld: selection.servedWorld.otherTenant }
  return caller
}

function callHandlerCached(
  context: RequestContext,
  operation: OperationFacts | undefined,
  bodyText: string,
): WireResponse {
  const { selection, route } = context
  if (operation?.method !== 'get' || route.vendor.isOutsideWorlds === true) return callHandler(context, bodyText)
  if (context.faultInjection?.hasAlteredInput === true) return callHandler(context, bodyText)
  const { world, responseCache } = selection.servedWorld
  return responseCache.getOrCreateResponse(world, buildCacheKey(context, operation), () =>
    callHandler(context, bodyText),
  )
}

/**
 * What an answer can be kept under: the same question by someone else of the same standing, who wants the same
 * representation, has the same answer.
 */
function buildCacheKey({ caller, request, route }: RequestContext, operation: OperationFacts): string {
  const { url } = request.raw
  const key = caller === null || caller.credentialStatus === 'member' ? url : `${caller.credentialStatus} ${url}`
  const representation = route.vendor.selectRepresentation?.(request, operation)
  return representation === undefined ? key : `${representation} ${key}`
}

function callHandler(context: RequestContext, bodyText: string): WireResponse {
  const { deps, request, caller, selection, route, operation } = context
  const { faultInjection } = context
  const world =
    faultInjection === null ? selection.servedWorld.world : faultInjection.selectWorld(selection.servedWorld.world)
  const handler = route.vendor.handlers[operation?.id ?? '']
  if (operation === undefined || caller === null || handler === undefined) {
    throw new Error(`no handler for an admitted ${request.method} ${request.path}`)
  }
  const input = readInput(context, operation, bodyText)
  const handlerContext = new HandlerContext({
    world,
    incoming: request,
    caller,
    prefix: selection.linkPrefix,
    strict: deps.isAuthStrict,
    content: bodyText,
  })
  // The document's types held when the vendor was defined; here only its checks are known.
  return serializeReply(handler(input as never, handlerContext), operation)
}
