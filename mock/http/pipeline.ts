/** One request, from the matched route to the response: the functions stand in the order in which they run. */
import type { OperationFacts } from '../../spec/operation-facts.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { QueryString } from '../wire/query-string.ts'
import type { View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import { ReplacementResponse } from './faults/error-response.ts'
import { FAULT_HEADER, matchFaults } from './faults/match.ts'
import type { HandlerContext } from './handler.ts'
import { buildErrorHints } from './journal/hints.ts'
import { getRequestValidator, isValidationLoaded, loadValidation } from './validation.ts'
import { HttpError, type Issue, Problem } from './problem.ts'
import { resolveRateLimit } from './rate-limit.ts'
import type { PipelineDeps, RequestContext, RequestStore, Route, WorldSelection } from './request-context.ts'
import {
  assertWithinLimits,
  type Caller,
  DEFAULT_BODY_LIMITS,
  findStoreStamp,
  IncomingRequest,
  readBodyBytes,
  type RequestBindings,
} from './request.ts'
import {
  createResponse,
  createStreamResponse,
  formatDateHeader,
  type Reply,
  serializeReply,
  type WireResponse,
} from './response.ts'
import { StoreFailedError, WorldElsewhereError } from '../store/store-errors.ts'
import type { HandlerResult, Vendor } from './vendor.ts'
import { AS_OF_HEADER, selectPastWorld } from './worlds/time-travel.ts'

/** A request and the values of the placeholders in its path. */
export interface RoutedRequest {
  readonly request: Request
  /** The server's view of the request; undefined for one in process. */
  readonly bindings: RequestBindings | undefined
  readonly pathParameters: Readonly<Record<string, string>>
}

/**
 * Handles a request to a documented path. Reads without a body are answered at once: promises on the way of each of them
 * cost a sixth of their time (docs/decisions/033).
 * @throws {HttpError} for a world that does not exist and a body that breaks off; the router responds to these
 */
export function handleRequest(deps: PipelineDeps, route: Route, routed: RoutedRequest): Response | Promise<Response> {
  const incoming = new IncomingRequest(routed.request, routed.bindings)
  const storeFailure = routed.bindings?.storeFailure
  if (storeFailure !== undefined) return rejectForStore({ deps, route, routed, incoming }, storeFailure)
  const present = selectPresentWorld(deps, route.vendor, { incoming, routed })
  if (present instanceof Promise)
    return present.then(
      (selection) => handleInWorld({ deps, route, routed, incoming, present: selection }),
      (error: unknown) => {
        if (!(error instanceof StoreFailedError)) throw error
        return rejectForStore({ deps, route, routed, incoming }, error.message)
      },
    )
  return handleInWorld({ deps, route, routed, incoming, present })
}

function handleInWorld(parts: ContextParts): Response | Promise<Response> {
  const { deps, route } = parts
  const context = createRequestContext(parts)
  openRecord(context, parts.routed)
  return respond(context, () => {
    if (hasFaults(context)) context.faultInjection = matchFaults(context)
    const operation = authorize(context)
    if (deps.store !== undefined && operation.method !== 'get') assertWritable(deps.store)
    if (route.vendor.isOutsideWorlds !== true) context.selection.admitWorld?.()
    const input = loadInput(context, operation)
    return input === null
      ? callHandlerCached(context, operation)
      : input.then(() => () => callHandlerCached(context, operation))
  })
}

/** A response, or the next step towards it. */
type StepResult = WireResponse | Promise<WireResponse | Step>
type Step = () => StepResult

/**
 * Takes a step of handling a request, and the ones after it. The last one and the completion of the response are one turn:
 * no other request changes the world in between, so headers, journal and store show what the response shows.
 */
function respond(context: RequestContext, step: Step): Response | Promise<Response> {
  let result: StepResult
  try {
    result = step()
  } catch (error) {
    result = toErrorResponse(context, error)
  }
  if (!(result instanceof Promise)) return toResponse(context, result)
  return result.then(
    (next) => respond(context, typeof next === 'function' ? next : () => next),
    (error: unknown) => toResponse(context, toErrorResponse(context, error)),
  )
}

/** Handles a request to an undocumented path below a vendor's prefix, in the vendor's error format. */
export async function handleUnknownRoute(deps: PipelineDeps, vendor: Vendor, routed: RoutedRequest): Promise<Response> {
  const route = { vendor, operations: [], operationsByMethod: new Map<string, OperationFacts>() }
  const incoming = new IncomingRequest(routed.request, routed.bindings)
  const present = await selectPresentWorld(deps, vendor, { incoming, routed })
  const context = createRequestContext({ deps, route, routed, incoming, present })
  openRecord(context, routed)
  return toResponse(context, toErrorResponse(context, new Problem('unknown-route')))
}

/** Selects the world of a request. The control API does not wait for it: it has a world of its own in its paths. */
function selectPresentWorld(
  deps: PipelineDeps,
  { isOutsideWorlds }: Vendor,
  { incoming, routed }: Pick<ContextParts, 'incoming' | 'routed'>,
): WorldSelection | Promise<WorldSelection> {
  if (isOutsideWorlds !== true) return selectRecordedWorld(deps, incoming, routed)
  const selected = deps.selectWorld(incoming)
  if (!(selected instanceof Promise)) return selected
  selected.catch(() => undefined)
  return deps.selectDefaultWorld(incoming)
}

/** Selects the world of a request; a request for one that does not exist is recorded. */
function selectRecordedWorld(
  deps: PipelineDeps,
  incoming: IncomingRequest,
  { request, bindings }: RoutedRequest,
): WorldSelection | Promise<WorldSelection> {
  const fail = (error: unknown): never => {
    if (error instanceof HttpError) {
      const { method, url } = request
      const { headers } = bindings?.incoming ?? request
      const response = { status: error.status, headers: error.headers, body: JSON.stringify({ error: error.message }) }
      deps.recordRejection?.({ method, url, headers }, response, error.message)
    }
    throw error
  }
  try {
    const selected = deps.selectWorld(incoming)
    return selected instanceof Promise ? selected.catch(fail) : selected
  } catch (error) {
    return fail(error)
  }
}

function setStoreStamp({ bindings }: IncomingRequest, undoCount: number): void {
  const stamp = findStoreStamp(bindings)
  if (stamp !== undefined) stamp.undoCount = undoCount
}

/** @throws {Problem} "internal" with status 503 while operations cannot be stored */
function assertWritable(store: RequestStore): void {
  if (store.isWritable()) return
  throw createStoreProblem(`the store does not accept writes: ${store.failureReason}`)
}

/** Returns 503 in the vendor's error format for a request to a world that cannot be reached, so it is not recorded. */
function rejectForStore(parts: Omit<ContextParts, 'present'>, reason: string): Response {
  const context = createRequestContext({ ...parts, present: parts.deps.selectDefaultWorld(parts.incoming) })
  const problem = createStoreProblem(reason)
  const response = toErrorResponse(context, problem)
  const headers = { ...response.headers, [HINT_HEADER]: formatHintHeader(context, problem, response.status) }
  return createResponse({ ...response, headers }, context.request.method === 'HEAD')
}

function createStoreProblem(text: string): Problem {
  return new Problem('internal', { status: 503, text, note: text })
}

interface ContextParts {
  readonly deps: PipelineDeps
  readonly route: Route
  readonly routed: RoutedRequest
  readonly incoming: IncomingRequest
  readonly present: WorldSelection
}

/** @throws {HttpError} for an invalid X-Flowtwin-As-Of */
function createRequestContext({ deps, route, routed, incoming, present }: ContextParts): RequestContext {
  const { pathParameters } = routed
  // In a shared store everything from here on is void when another server becomes the owner of the world.
  if (deps.store?.shared !== undefined) setStoreStamp(incoming, deps.store.undoCount)
  const asOf = incoming.getHeader(AS_OF_HEADER)
  const selection = asOf === null ? present : selectPastWorld(present, incoming, route.vendor, asOf)
  const { servedWorld } = selection
  const operation = route.operationsByMethod.get(incoming.method)
  return {
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
    problem: null,
    bodyText: null,
    bodyBytes: NO_BYTES,
    journal: servedWorld.journal,
    record: null,
  }
}

/** Opens the journal entry. */
function openRecord(context: RequestContext, { request, bindings }: RoutedRequest): void {
  const { route, operation, selection } = context
  const { journal, world, asOf } = selection.servedWorld
  // Requests to the control API and to past worlds leave no trace in the world.
  if (route.vendor.isOutsideWorlds === true || asOf !== null) return
  const { url, method } = request
  const { headers } = bindings?.incoming ?? request
  context.record = journal.openJournalEntry({ url, method, headers, vendor: route.vendor, operation }, world.now)
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
  const { operation, route } = context
  const { vendor, operations, operationsByMethod } = route
  const [first] = operations
  if (first !== undefined) negotiate(context, operation ?? first)
  if (context.faultInjection !== null && operation !== undefined) throwInjectedError(context, operation)
  context.caller = authenticate(context)
  if (operation === undefined) throw new Problem('method-not-allowed', { allow: [...operationsByMethod.keys()] })
  const { world } = context.selection.servedWorld
  vendor.auth.authorize(context.caller, operation, { pathParameters: context.pathParameters, world })
  consumeRateLimit(context, operation)
  vendor.auth.authorizeAfterRateLimit?.(context.caller, operation)
  return operation
}

/** Identifies the caller of a request whose media types do not fit too: some vendors' headers name its workspace. */
function negotiate(context: RequestContext, operation: OperationFacts): void {
  const { request, route, selection } = context
  try {
    route.vendor.negotiate?.(request, operation, selection.servedWorld.world)
  } catch (error) {
    identifyCaller(context)
    throw error
  }
}

/** Sets the caller; leaves it out when the credential is rejected. */
function identifyCaller(context: RequestContext): void {
  try {
    context.caller = authenticate(context)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

/** Throws the error of a fault rule, after the rate limit has counted an identified caller and before authorization. */
function throwInjectedError(context: RequestContext, operation: OperationFacts): void {
  const createInjectedError = context.faultInjection?.findErrorResponse()
  if (createInjectedError === undefined) return
  identifyCaller(context)
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

/** False for a request without parameters to validate, such as a plain read of a list. */
function hasInput({ request, faultInjection }: RequestContext, operation: OperationFacts): boolean {
  if (operation.parameters.length === 0) return false
  const hasFixedInput = operation.parameters.some(({ in: place, required }) => place === 'path' || required)
  return hasFixedInput || faultInjection !== null || request.raw.url.includes('?')
}

/** Requests of an operation with these methods have a body. */
function hasBody({ method }: OperationFacts): boolean {
  return method === 'post' || method === 'patch' || method === 'put'
}

const TEXT_DECODER = new TextDecoder()
/** Keeps a byte order mark, which a handler that decodes the body judges itself. */
const RAW_TEXT_DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Loads what the input of a request needs: validation, before the first values, and its body; null where nothing is missing.
 * @throws {Problem} "malformed-body" for a body beyond its limits
 */
function loadInput(context: RequestContext, operation: OperationFacts): Promise<void> | null {
  if (hasBody(operation)) return readRequestBody(context, operation)
  return !isValidationLoaded() && hasInput(context, operation) ? loadValidation() : null
}

/** Reads the body as bytes and as text. @throws {Problem} "malformed-body" beyond its limits */
async function readRequestBody(context: RequestContext, operation: OperationFacts): Promise<void> {
  if (!isValidationLoaded()) await loadValidation()
  const { request, route } = context
  const limits = route.vendor.bodyLimits?.[operation.id] ?? DEFAULT_BODY_LIMITS
  const decoder = isBodyRaw(route.vendor, operation) ? RAW_TEXT_DECODER : TEXT_DECODER
  context.bodyBytes = await readBodyBytes(request, limits)
  context.bodyText = decoder.decode(context.bodyBytes)
  assertWithinLimits(context.bodyText, request.getHeader('content-type'), limits)
}

function isBodyRaw({ rawBodyOperations }: Vendor, { id }: OperationFacts): boolean {
  return rawBodyOperations?.includes(id) === true
}

/** The cached response to an equal read of the same view, else a new one. */
function callHandlerCached(context: RequestContext, operation: OperationFacts): StepResult {
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
  const url = request.publicPrefix === '' ? request.raw.url : `${request.publicPrefix} ${request.raw.url}`
  const key = caller === null || caller.credentialStatus === 'member' ? url : `${caller.credentialStatus} ${url}`
  const representation = route.vendor.selectRepresentation?.(request, operation)
  return representation === undefined ? key : `${representation} ${key}`
}

/**
 * A class, because an object literal with a getter has a hidden class of its own, which lives until the next full garbage
 * collection and keeps the whole request with it.
 */
class PipelineHandlerContext implements HandlerContext {
  readonly world: World
  readonly request: IncomingRequest
  readonly caller: Caller
  readonly linkPrefix: string
  readonly isAuthStrict: boolean
  readonly bodyBytes: Uint8Array
  #view: View | undefined

  constructor({ request, selection, deps, bodyBytes }: RequestContext, caller: Caller, world: World) {
    this.world = world
    this.request = request
    this.caller = caller
    this.linkPrefix = selection.linkPrefix
    this.isAuthStrict = deps.isAuthStrict
    this.bodyBytes = bodyBytes
  }

  get view(): View {
    this.#view ??= this.world.view()
    return this.#view
  }
}

/** Validates the input, calls the operation's handler and serializes its reply. */
function callHandler(context: RequestContext, operation: OperationFacts): StepResult {
  const { request, caller, selection, route, faultInjection } = context
  const { world: presentWorld } = selection.servedWorld
  const world = faultInjection === null ? presentWorld : faultInjection.selectWorld(presentWorld)
  const handler = route.vendor.handlers[operation.id]
  if (caller === null || handler === undefined)
    throw new Error(`no handler for an authorized ${request.method} ${request.path}`)
  const input = readInput(context, operation)
  const handlerContext = new PipelineHandlerContext(context, caller, world)
  // The document's types were checked where the vendor was defined; here they are erased.
  const callOnce = () => handler(input as never, handlerContext)
  return toStepResult(operation.method === 'get' ? callOnce : () => world.applyAtomically(callOnce), operation)
}

/** Calls a handler, or the function to which it resolved. */
function toStepResult(handle: () => HandlerResult<Reply>, operation: OperationFacts): StepResult {
  const result = handle()
  if (!(result instanceof Promise)) return serializeReply(result, operation)
  return result.then(
    (settled) => () => toStepResult(typeof settled === 'function' ? settled : () => settled, operation),
  )
}

const NO_BYTES = new Uint8Array()
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
  const isBodyValidated = hasBody(operation) && !isBodyRaw(vendor, operation)
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
  if (error instanceof WorldElsewhereError && context.deps.store?.shared !== undefined) {
    throw new WorldElsewhereError(error.world, error.url, context.bodyText === null ? undefined : context.bodyBytes)
  }
  if (error instanceof HttpError) {
    recordResponse(context, { status: error.status, headers: error.headers, body: '' })
    throw error
  }
  if (error instanceof WorldElsewhereError) return toErrorResponse(context, createStoreProblem('the world was undone'))
  if (error instanceof StoreFailedError) return toErrorResponse(context, createStoreProblem(error.message))
  const problem = error instanceof Problem ? error : new Problem('internal')
  if (problem !== error) context.deps.reportError(error)
  context.note = problem.details.note ?? context.note
  context.problem = problem
  const { vendor, operations } = context.route
  const reply = vendor.problems[problem.code](problem, context.request, context.selection.servedWorld.world)
  // An undocumented method gets the media type of the path's other errors.
  const response = serializeReply(reply, context.operation ?? operations[0])
  const { status } = problem.details
  if (status === undefined) return response
  // The unread rest of the body would be taken for the next request.
  const headers = { ...response.headers, 'x-flowtwin-refused': status === 503 ? 'store' : 'body', connection: 'close' }
  return { ...response, status, headers: status === 503 ? { ...headers, 'retry-after': '1' } : headers }
}

/** Adds the common headers, applies faults, records the response and hands it over. */
function toResponse(context: RequestContext, response: WireResponse): Response | Promise<Response> {
  const { deps, request, operation, route, faultInjection } = context
  const { webhookDispatcher } = context.selection.servedWorld
  const { status, body, isReused = false } = response
  const complete = { status, headers: buildResponseHeaders(context, response), body, isReused }
  const withFaults = faultInjection === null ? complete : faultInjection.mutateResponse(complete)
  const responseContext = { vendor: route.vendor.name, operation: operation?.id ?? null, request }
  const final = deps.mutateResponse === undefined ? withFaults : deps.mutateResponse(withFaults, responseContext)
  const headOnly = request.method === 'HEAD'
  if (context.record !== null) faultInjection?.applySideEffects(final)
  if (deps.store !== undefined) {
    const undoCount = deps.store.seal()
    if (deps.store.shared === undefined) setStoreStamp(request, undoCount)
  }
  if (context.record === null)
    return response.stream === undefined
      ? createResponse(final, headOnly)
      : createStreamResponse(final, response.stream)
  if (webhookDispatcher.hasSubscribers || request.method !== 'GET') webhookDispatcher.dispatchDue()
  if (faultInjection !== null)
    return faultInjection.deliverResponse(final, headOnly, (delivered) => recordResponse(context, delivered))
  recordResponse(context, final)
  return createResponse(final, headOnly)
}

function buildResponseHeaders(context: RequestContext, response: WireResponse): Readonly<Record<string, string>> {
  const { deps, selection, route, request, caller, rateLimitHeaders, problem } = context
  const { world, name, asOf } = selection.servedWorld
  const headers: Record<string, string> = Object.assign({}, response.headers)
  headers['date'] = formatDateHeader(world.now)
  headers['x-flowtwin-world'] = name
  if (deps.store?.shared !== undefined) {
    const position = deps.store.getPosition(context.pathParameters['world'] ?? name)
    headers['x-flowtwin-position'] = String(position ?? world.revision)
  }
  if (asOf !== null) headers[AS_OF_HEADER] = formatIsoMicroseconds(asOf)
  if (route.vendor.buildHeaders !== undefined)
    Object.assign(headers, route.vendor.buildHeaders(caller, world, route.operations, request))
  if (rateLimitHeaders !== null) Object.assign(headers, rateLimitHeaders)
  if (problem !== null && route.vendor.isOutsideWorlds !== true) {
    const hint = formatHintHeader(context, problem, response.status)
    if (hint !== '') headers[HINT_HEADER] = hint
  }
  return headers
}

/** The remedy for an error, in a header because the body has the vendor's form. */
const HINT_HEADER = 'x-flowtwin-hint'
const MAX_HINT_LENGTH = 1000

function formatHintHeader(
  { request: { raw }, operation, route: { vendor }, caller, note, bodyText }: RequestContext,
  problem: Problem,
  status: number,
): string {
  const { method, url, headers } = raw
  const facts = { status, caller, note, problem }
  const hints = buildErrorHints({ method, url, headers, operation, vendor }, facts, bodyText)
  return [...(note === null ? [] : [note]), ...hints]
    .join('; ')
    .slice(0, MAX_HINT_LENGTH)
    .replaceAll(/[^ -~]/g, (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Completes the journal entry with the response as it was delivered. */
function recordResponse(context: RequestContext, { status, headers, body, isReused = false }: WireResponse): void {
  const { selection, journal, record, caller, note, problem, bodyText, faultInjection } = context
  if (record === null) return
  const { now: at, revision } = selection.servedWorld.world
  const noteWithFault = faultInjection === null ? note : faultInjection.appendNotes(note)
  const fault = faultInjection?.appliedRuleIds ?? null
  // Not the error itself: its stack keeps everything that took part.
  const reason = problem === null ? null : { code: problem.code, details: problem.details }
  const recorded = { at, revision, caller, note: noteWithFault, problem: reason, fault, status, headers }
  journal.finishJournalEntry(record, recorded, { requestBody: bodyText, responseBody: body, isReused })
}
