import type { OperationFacts } from '../../spec/operation-facts.ts'
import { AS_OF, selectedAsOf } from './as-of.ts'
import { askedOf, hasBody } from './asked.ts'
import { bodyOf, boundedText, MOST_BYTES, MOST_CONTROL_BYTES } from './body-bound.ts'
import { Incoming } from './incoming.ts'
import type { Host, Passage, Route } from './passage.ts'
import { Problem } from './problem.ts'
import { type Caller, Scene } from './scene.ts'
import { dateHeader, responseOf, type Sent, sentOf } from './sent.ts'
import { TwinRefusal } from './twin-refusal.ts'
import type { Vendor } from './vendor.ts'
import { toMicroseconds } from '../wire/instants.ts'

/** Answers a request to a known path: every step in order, each a plain function call. */
export function answer(host: Host, route: Route, of: Asking): Response | Promise<Response> {
  const passage = passageOf(host, route, of)
  const { operation } = passage
  if (operation !== undefined && hasBody(operation)) return settledWithBody(passage)
  return settled(passage, () => handled(passage, admitted(passage), ''))
}

/** Answers a request to a path that no document knows, in the dress of the vendor below whose prefix it lies. */
export function answerUnknown(host: Host, vendor: Vendor, request: Request): Response {
  const route = { vendor, operations: [], byMethod: new Map<string, OperationFacts>() }
  return settled(passageOf(host, route, { request, path: {} }), () => {
    throw new Problem('unknown-route')
  })
}

/** A request that the router has found a path for. */
interface Asking {
  readonly request: Request
  readonly path: Readonly<Record<string, string>>
}

function passageOf(host: Host, route: Route, { request, path }: Asking): Passage {
  const incoming = new Incoming(request)
  return {
    host,
    route,
    incoming,
    selection: selectedAsOf(host.select(incoming), incoming, route.vendor),
    path,
    operation: route.byMethod.get(incoming.method),
    caller: null,
    quotaHeaders: null,
    note: null,
  }
}

async function settledWithBody(passage: Passage): Promise<Response> {
  let text: string
  try {
    admitted(passage)
    const most = passage.route.vendor.isOutside === true ? MOST_CONTROL_BYTES : MOST_BYTES
    text = await boundedText(bodyOf(passage.incoming), most)
  } catch (error) {
    if (error instanceof TwinRefusal) throw error
    return finished(passage, refused(passage, error))
  }
  return settled(passage, () => handled(passage, passage.operation, text))
}

function settled(passage: Passage, step: () => Sent): Response {
  try {
    return finished(passage, step())
  } catch (error) {
    return finished(passage, refused(passage, error))
  }
}

/** Media types, identity, method, permission, quota: everything before the request's content is looked at. */
function admitted(passage: Passage): OperationFacts {
  const { incoming, operation, route } = passage
  const { vendor, operations, byMethod } = route
  const [first] = operations
  if (first !== undefined) vendor.negotiate?.(incoming, operation ?? first, passage.selection.served.world)
  passage.caller = identified(passage)
  if (operation === undefined) throw new Problem('method-not-allowed', { allow: [...byMethod.keys()] })
  vendor.admission.permit(passage.caller, operation, { path: passage.path, world: passage.selection.served.world })
  meter(passage, operation)
  vendor.admission.enter?.(passage.caller, operation)
  return operation
}

function identified(passage: Passage): Caller {
  const { host, incoming, selection, route } = passage
  const caller = route.vendor.admission.identify(incoming, { strict: host.strict, world: selection.served.world })
  passage.note = caller.note ?? null
  if (caller.standing === 'other-tenant') passage.selection = { ...selection, served: selection.served.neighbour }
  return caller
}

function meter(passage: Passage, operation: OperationFacts): void {
  const { name, quota: quotaOf } = passage.route.vendor
  const { served } = passage.selection
  const quota = typeof quotaOf === 'function' ? quotaOf(operation, served.world) : quotaOf
  if (quota === undefined || !passage.host.limits || passage.caller === null || served.asOf !== null) return
  const bucket = quota.bucket(passage.caller)
  if (bucket === null) return
  const state = served.meter(`${name} ${bucket}`, quota).take(served.world.now)
  if (!state.allowed) throw new Problem('throttled', state.retryAfter === null ? {} : { retryAfter: state.retryAfter })
  passage.quotaHeaders = quota.headers(state)
}

function handled(passage: Passage, operation: OperationFacts | undefined, text: string): Sent {
  const { selection, route } = passage
  if (operation?.method !== 'get' || route.vendor.isOutside === true) return made(passage, text)
  const { world, pages } = selection.served
  return pages.answer(world, questionOf(passage, operation), () => made(passage, text))
}

/**
 * What an answer can be kept under: the same question by someone else of the same standing, who wants the same
 * representation, has the same answer.
 */
function questionOf({ caller, incoming, route }: Passage, operation: OperationFacts): string {
  const { url } = incoming.request
  const question = caller === null || caller.standing === 'member' ? url : `${caller.standing} ${url}`
  const representation = route.vendor.representation?.(incoming, operation)
  return representation === undefined ? question : `${representation} ${question}`
}

function made(passage: Passage, text: string): Sent {
  const { host, incoming, caller, selection, route, operation } = passage
  const { world } = selection.served
  const handler = route.vendor.handlers[operation?.id ?? '']
  if (operation === undefined || caller === null || handler === undefined) {
    throw new Error(`no handler for an admitted ${incoming.method} ${incoming.path}`)
  }
  const asked = askedOf(passage, operation, text)
  const scene = new Scene({ world, incoming, caller, prefix: selection.prefix, strict: host.strict, content: text })
  // The document's types held when the vendor was defined; here only its checks are known.
  return sentOf(handler(asked as never, scene), operation)
}

function refused(passage: Passage, error: unknown): Sent {
  const problem = error instanceof Problem ? error : new Problem('internal')
  if (problem !== error) passage.host.report(error)
  passage.note = problem.details.note ?? passage.note
  const { vendor, operations } = passage.route
  const reply = vendor.problems[problem.code](problem, passage.incoming, passage.selection.served.world)
  // A refused method has the media type of the path's other refusals.
  return sentOf(reply, passage.operation ?? operations[0])
}

function finished(passage: Passage, sent: Sent): Response {
  const { host, incoming, operation, route, quotaHeaders } = passage
  const { served } = passage.selection
  const { now } = served.world
  const headers: Record<string, string> = Object.assign({}, sent.headers)
  headers['date'] = dateHeader(now)
  headers['x-flowtwin-world'] = served.name
  if (served.asOf !== null) headers[AS_OF] = toMicroseconds(served.asOf)
  if (route.vendor.headers !== undefined)
    Object.assign(headers, route.vendor.headers(passage.caller, served.world, route.operations))
  if (quotaHeaders !== null) Object.assign(headers, quotaHeaders)
  const vendor = route.vendor.name
  const id = operation?.id ?? null
  const dressed = { status: sent.status, headers, body: sent.body }
  const last = host.tamper === undefined ? dressed : host.tamper(dressed, { vendor, operation: id, incoming })
  if (route.vendor.isOutside === true) return responseOf(last, incoming.method === 'HEAD')
  // Looking back leaves no trace in the world: that is nothing that a client could do to a vendor.
  if (served.asOf !== null) return responseOf(last, incoming.method === 'HEAD')
  served.journal.record({
    at: now,
    vendor,
    operation: id,
    method: incoming.method,
    target: incoming.target,
    status: last.status,
    note: passage.note,
  })
  if (served.courier.isWatching || incoming.method !== 'GET') served.courier.look()
  return responseOf(last, incoming.method === 'HEAD')
}
