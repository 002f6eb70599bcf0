import type { OperationFacts } from '../../spec/operation-facts.ts'
import { checksFor } from './deferred-checks.ts'
import { Incoming } from './incoming.ts'
import { keptPage } from './pages.ts'
import type { Host, Passage, Route } from './passage.ts'
import { Problem } from './problem.ts'
import type { Scene } from './scene.ts'
import { responseOf, type Sent, sentOf } from './sent.ts'

/** Answers a request to a known path: every step in order, each a plain function call. */
export function answer(
  host: Host,
  route: Route,
  of: { readonly request: Request; readonly path: Readonly<Record<string, string>> },
): Response | Promise<Response> {
  const incoming = new Incoming(of.request)
  const method = incoming.method === 'HEAD' && route.vendor.answersHead ? 'get' : incoming.method.toLowerCase()
  const operation = route.operations.find((known) => known.method === method)
  const selected = host.select(incoming)
  const passage: Passage = {
    ...selected,
    host,
    route,
    incoming,
    path: of.path,
    operation,
    caller: null,
    quotaHeaders: {},
  }
  if (operation === undefined || Object.keys(operation.requestBody).length === 0) {
    return settled(passage, () => handled(passage, admitted(passage), ''))
  }
  return settledWithBody(passage)
}

/** Answers a request to a path that no document knows, in the dress of the vendor below whose prefix it lies. */
export function answerUnknown(host: Host, route: Route, request: Request): Response {
  const incoming = new Incoming(request)
  const passage: Passage = {
    ...host.select(incoming),
    host,
    route: { ...route, operations: [] },
    incoming,
    path: {},
    operation: undefined,
    caller: null,
    quotaHeaders: {},
  }
  return settled(passage, () => {
    throw new Problem('unknown-route')
  })
}

async function settledWithBody(passage: Passage): Promise<Response> {
  let text: string
  try {
    admitted(passage)
    text = await passage.incoming.request.text()
  } catch (error) {
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
  const { vendor, operations } = route
  const [first] = operations
  if (first !== undefined) vendor.negotiate?.(incoming, operation ?? first)
  passage.caller = vendor.admission.identify(incoming)
  if (operation === undefined) throw new Problem('method-not-allowed', { allow: allowedMethods(route) })
  vendor.admission.permit(passage.caller, operation)
  meter(passage)
  return operation
}

function meter(passage: Passage): void {
  const { quota, name } = passage.route.vendor
  if (quota === undefined || !passage.host.limits || passage.caller === null) return
  const bucket = `${name} ${quota.bucket(passage.caller)}`
  const state = passage.served.meter(bucket, quota).take(passage.served.world.now)
  if (!state.allowed) throw new Problem('throttled', { retryAfter: state.retryAfter })
  passage.quotaHeaders = quota.headers(state)
}

function handled(passage: Passage, operation: OperationFacts | undefined, text: string): Sent {
  const { incoming, caller, served, prefix, route } = passage
  const handler = route.vendor.handlers[operation?.id ?? '']
  if (operation === undefined || caller === null || handler === undefined)
    throw new Error('no handler for an admitted request')
  const view = served.world.view()
  const scene: Scene = { world: served.world, view, incoming, caller, prefix }
  const made = () => {
    const checks = checksFor(operation)
    const body = Object.keys(operation.requestBody).length === 0 ? null : checks.body(text)
    const asked = { ...checks.parameters(passage.path, incoming.query), body }
    // The document's types held when the vendor was defined; here only its checks are known.
    return sentOf(handler(asked as never, scene), operation)
  }
  return operation.method === 'get' ? keptPage(view, incoming.request.url, made) : made()
}

function refused(passage: Passage, error: unknown): Sent {
  const problem = error instanceof Problem ? error : new Problem('internal')
  if (problem !== error) passage.host.report(error)
  const { vendor } = passage.route
  return sentOf(vendor.problems[problem.code](problem, passage.incoming), passage.operation)
}

function finished(passage: Passage, sent: Sent): Response {
  const { host, served, incoming, operation, route } = passage
  const { now } = served.world
  const dressed = {
    ...sent,
    headers: { ...sent.headers, ...route.vendor.headers?.(passage.caller, served.world), ...passage.quotaHeaders },
  }
  const context = { vendor: route.vendor.name, operation: operation?.id ?? null, incoming }
  const last = host.tamper === undefined ? dressed : host.tamper(dressed, context)
  const target = incoming.search === '' ? incoming.path : `${incoming.path}?${incoming.search}`
  served.journal.record({ at: now, ...context, method: incoming.method, target, status: last.status })
  return responseOf(last, { now, world: served.name, headOnly: incoming.method === 'HEAD' })
}

function allowedMethods(route: Route): readonly string[] {
  const methods = route.operations.map((operation) => operation.method.toUpperCase())
  return route.vendor.answersHead && methods.includes('GET') ? [...methods, 'HEAD'] : methods
}
