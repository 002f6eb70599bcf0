import type { OperationFacts } from '../../spec/operation-facts.ts'
import { selectPastWorld } from './as-of.ts'
import { readInput, hasBody } from './asked.ts'
import { toReadableBody, readBodyText, MAX_BODY_BYTES, MAX_CONTROL_BODY_BYTES, decodeBodyText } from './body-bound.ts'
import { hasFaults, matchFaults } from './faults/strike.ts'
import { recordResponse, toResponse, toErrorResponse } from './finishing.ts'
import { IncomingRequest } from './incoming.ts'
import type { ReceivedRequest } from './call.ts'
import { consumeRateLimit } from './metering.ts'
import type { PipelineDeps, RequestContext, Route } from './passage.ts'
import { Problem } from './problem.ts'
import { type Caller, HandlerContext } from './scene.ts'
import { type WireResponse, serializeReply } from './sent.ts'
import { HttpError } from './twin-refusal.ts'
import type { Vendor } from './vendor.ts'

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
