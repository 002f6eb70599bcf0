import { Hono } from 'hono'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import { buildPathHint } from './journal/hints.ts'
import type { ReceivedRequest } from './journal/request-record.ts'
import { handleRequest, handleUnknownRoute } from './pipeline.ts'
import type { PipelineDeps, Route } from './request-context.ts'
import { IncomingRequest, splitWorldPath } from './request.ts'
import { createResponse } from './response.ts'
import { expandRouterPaths } from './route-paths.ts'
import { HttpError } from './problem.ts'
import type { Vendor } from './vendor.ts'

const NOT_FOUND_ADVICE = 'GET /_twin/v1/health lists the vendors and their base URLs.'

/** Answers a request to a path that lies below no vendor's prefix, and says what was probably meant. */
export function handleNotFound(
  deps: PipelineDeps,
  vendors: readonly Vendor[],
  { request, received = request }: { readonly request: Request; readonly received?: ReceivedRequest | undefined },
): Response {
  const incoming = new IncomingRequest(request)
  const { journal, world } = deps.selectWorld(incoming).servedWorld
  const { method, url } = request
  const parts = { method, url, headers: received.headers, vendor: undefined, operation: undefined }
  const record = journal.openJournalEntry(parts, world.now)
  const known = vendors.filter(({ isOutsideWorlds }) => isOutsideWorlds !== true)
  const note = buildPathHint(incoming.path, known) ?? null
  const error = `Flowtwin serves nothing at ${incoming.path}; ${note === null ? '' : `${note}; `}${NOT_FOUND_ADVICE}`
  const headers = { 'content-type': 'application/json' }
  const response = { status: 404, headers, body: JSON.stringify({ error }) }
  const { now, revision } = world
  const recorded = { at: now, revision, caller: null, note, fault: null, status: response.status, headers }
  journal.finishJournalEntry(record, recorded, { requestBody: null, responseBody: response.body })
  return createResponse(response, method === 'HEAD')
}

const NO_PARAMETERS = {}

/** The vendors on one port: every documented path, and everything below their prefixes in their own dress. */
export function createRouter(deps: PipelineDeps, vendors: readonly Vendor[]): Hono {
  const app = new Hono({ getPath: (request) => splitWorldPath(parsePath(request.url)).path })
  const documentedPaths = vendors.flatMap(({ operations }) => operations.map(({ path }) => path))
  for (const route of vendors.flatMap(createRoutes)) {
    for (const path of listRoutePaths(route)) {
      for (const { pattern, fixedParameters } of expandRouterPaths(path, route.operations, documentedPaths)) {
        const hasNoFixedParameters = Object.keys(fixedParameters).length === 0
        const hasPlaceholders = pattern.includes(':')
        app.all(pattern, (c) => {
          const pathParameters = hasPlaceholders ? c.req.param() : NO_PARAMETERS
          return handleRequest(deps, route, {
            request: c.req.raw,
            received: getReceivedRequest(c.env),
            pathParameters: hasNoFixedParameters ? pathParameters : { ...fixedParameters, ...pathParameters },
          })
        })
      }
    }
  }
  // Not a wildcard route: a second match would take every request off hono's direct way to a single handler.
  app.notFound((c) => {
    const other = deps.serveStatic?.(c.req.path, c.req.raw)
    if (other !== undefined) return other
    const vendor = findVendorByPrefix(vendors, c.req.path)
    if (vendor === undefined)
      return handleNotFound(deps, vendors, { request: c.req.raw, received: getReceivedRequest(c.env) })
    return handleUnknownRoute(deps, vendor, {
      request: c.req.raw,
      received: getReceivedRequest(c.env),
      pathParameters: NO_PARAMETERS,
    })
  })
  app.onError((error) => {
    if (!(error instanceof HttpError)) throw error
    return createErrorResponse(error.status, error.message, error.headers)
  })
  return app
}

/** What node-server says besides the request. */
interface Bindings {
  readonly incoming?: ReceivedRequest
}

function getReceivedRequest(env: unknown): ReceivedRequest | undefined {
  return (env as Bindings | undefined)?.incoming
}

function parsePath(url: string): string {
  const slash = url.indexOf('/', url.indexOf('://') + 3)
  const queryStart = url.indexOf('?', slash)
  return queryStart === -1 ? url.slice(slash) : url.slice(slash, queryStart)
}

/** One route for each documented path. */
function createRoutes(vendor: Vendor): readonly Route[] {
  const byPath = new Map<string, OperationFacts[]>()
  for (const operation of vendor.operations) {
    const known = byPath.get(operation.path)
    if (known === undefined) byPath.set(operation.path, [operation])
    else known.push(operation)
  }
  return [...byPath.values()].map((operations) => ({
    vendor,
    operations,
    operationsByMethod: groupByMethod(vendor, operations),
  }))
}

function groupByMethod(vendor: Vendor, operations: readonly OperationFacts[]): ReadonlyMap<string, OperationFacts> {
  const methods = operations.map((operation) => [operation.method.toUpperCase(), operation] as const)
  const read = operations.find((operation) => operation.method === 'get')
  return new Map(vendor.supportsHead && read !== undefined ? [...methods, ['HEAD', read]] : methods)
}

function listRoutePaths({ vendor, operations }: Route): readonly string[] {
  const aliases = operations.flatMap(({ id }) => vendor.pathAliases?.[id] ?? [])
  return [...new Set([...operations.map(({ path }) => path), ...aliases])]
}

/** The vendor below whose prefix a path lies; the longest prefix wins. */
function findVendorByPrefix(vendors: readonly Vendor[], path: string): Vendor | undefined {
  const owners = vendors.flatMap((vendor) => vendor.prefixes.map((prefix) => ({ vendor, prefix })))
  const below = owners.filter(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
  return below.toSorted((left, right) => right.prefix.length - left.prefix.length)[0]?.vendor
}

function createErrorResponse(
  status: number,
  error: string,
  extraHeaders: Readonly<Record<string, string>> = {},
): Response {
  const headers = { 'content-type': 'application/json', ...extraHeaders }
  return new Response(JSON.stringify({ error }), { status, headers })
}
