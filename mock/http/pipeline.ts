import type { OperationFacts } from '../../spec/operation-facts.ts'
import { selectedAsOf } from './as-of.ts'
import { askedOf, hasBody } from './asked.ts'
import { bodyOf, boundedText, MOST_BYTES, MOST_CONTROL_BYTES, textOf } from './body-bound.ts'
import { mayStrike, strike } from './faults/strike.ts'
import { entered, finished, refused } from './finishing.ts'
import { Incoming } from './incoming.ts'
import type { Received } from './call.ts'
import { meter } from './metering.ts'
import type { Host, Passage, Route } from './passage.ts'
import { Problem } from './problem.ts'
import { type Caller, Scene } from './scene.ts'
import { type Sent, sentOf } from './sent.ts'
import { TwinRefusal } from './twin-refusal.ts'
import type { Vendor } from './vendor.ts'

/** Answers a request to a known path: every step in order, each a plain function call. */
export function answer(host: Host, route: Route, of: Asking): Response | Promise<Response> {
  const passage = passageOf(host, route, of)
  const { operation } = passage
  if (mayStrike(passage)) passage.interference = strike(passage)
  if (operation === undefined || !hasBody(operation)) {
    return settled(passage, () => handled(passage, admitted(passage), ''))
  }
  const { vendor } = route
  const bytes = of.received?.rawBody
  if (bytes === undefined || vendor.prepare !== undefined || vendor.patience !== undefined)
    return settledWithBody(passage)
  return settled(passage, () => {
    const admittedTo = admitted(passage)
    passage.text = textOf(bytes)
    return handled(passage, admittedTo, passage.text)
  })
}

/** Answers a request to a path that no document knows, in the dress of the vendor below whose prefix it lies. */
export function answerUnknown(host: Host, vendor: Vendor, of: Asking): Response | Promise<Response> {
  const route = { vendor, operations: [], byMethod: new Map<string, OperationFacts>() }
  return settled(passageOf(host, route, of), () => {
    throw new Problem('unknown-route')
  })
}

/** A request that the router has found a path for. */
interface Asking {
  readonly request: Request
  /** What node has read of it, where it comes over a socket. */
  readonly received?: Received | undefined
  readonly path: Readonly<Record<string, string>>
}

function passageOf(host: Host, route: Route, { request, path, received = request }: Asking): Passage {
  const incoming = new Incoming(request)
  const selection = selectedAsOf(host.select(incoming), incoming, route.vendor)
  const passage: Passage = {
    host,
    route,
    incoming,
    selection,
    path,
    operation: route.byMethod.get(incoming.method),
    interference: null,
    caller: null,
    quotaHeaders: null,
    note: null,
    text: null,
    journal: selection.served.journal,
    call: null,
  }
  const { vendor } = route
  // Looking back leaves no trace in the world: that is nothing that a client could do to a vendor.
  if (vendor.isOutside !== true && selection.served.asOf === null) {
    const { url, method } = request
    const { headers } = received
    const parts = { url, method, headers, vendor, operation: passage.operation }
    passage.call = passage.journal.open(parts, selection.served.world.now)
  }
  return passage
}

async function settledWithBody(passage: Passage): Promise<Response> {
  let text: string
  try {
    const operation = admitted(passage)
    const { vendor } = passage.route
    text = await boundedText(bodyOf(passage.incoming), vendor.isOutside === true ? MOST_CONTROL_BYTES : MOST_BYTES)
    passage.text = text
    if (vendor.prepare !== undefined) await vendor.prepare(operation)
    const patience = vendor.patience?.[operation.id]
    if (patience !== undefined) await patience(askedOf(passage, operation, text) as never)
  } catch (error) {
    if (error instanceof TwinRefusal) {
      entered(passage, { status: error.status, headers: error.headers, body: '' })
      throw error
    }
    return finished(passage, refused(passage, error))
  }
  return settled(passage, () => handled(passage, passage.operation, text))
}

function settled(passage: Passage, step: () => Sent): Response | Promise<Response> {
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
  if (passage.interference !== null && operation !== undefined) refuseInstead(passage, operation)
  passage.caller = identified(passage)
  if (operation === undefined) throw new Problem('method-not-allowed', { allow: [...byMethod.keys()] })
  vendor.admission.permit(passage.caller, operation, { path: passage.path, world: passage.selection.served.world })
  meter(passage, operation)
  vendor.admission.enter?.(passage.caller, operation)
  return operation
}

/** A fault that refuses comes after the quota, which counts whoever is known, and before the question who is asking. */
function refuseInstead(passage: Passage, operation: OperationFacts): void {
  const refusal = passage.interference?.refusal()
  if (refusal === undefined) return
  try {
    passage.caller = identified(passage)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
  if (passage.caller?.token != null) meter(passage, operation)
  throw refusal()
}

function identified(passage: Passage): Caller {
  const { host, incoming, selection, route } = passage
  const caller = route.vendor.admission.identify(incoming, { strict: host.strict, world: selection.served.world })
  passage.note = caller.note ?? null
  if (caller.standing === 'other-tenant') passage.selection = { ...selection, served: selection.served.neighbour }
  return caller
}

function handled(passage: Passage, operation: OperationFacts | undefined, text: string): Sent {
  const { selection, route } = passage
  if (operation?.method !== 'get' || route.vendor.isOutside === true) return made(passage, text)
  if (passage.interference?.misreads === true) return made(passage, text)
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
  const { interference } = passage
  const world = interference === null ? selection.served.world : interference.readFrom(selection.served.world)
  const handler = route.vendor.handlers[operation?.id ?? '']
  if (operation === undefined || caller === null || handler === undefined) {
    throw new Error(`no handler for an admitted ${incoming.method} ${incoming.path}`)
  }
  const asked = askedOf(passage, operation, text)
  const scene = new Scene({ world, incoming, caller, prefix: selection.prefix, strict: host.strict, content: text })
  // The document's types held when the vendor was defined; here only its checks are known.
  return sentOf(handler(asked as never, scene), operation)
}
