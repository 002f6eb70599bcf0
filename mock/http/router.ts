import { Hono } from 'hono'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import { buildPathHint } from './journal/hints.ts'
import type { ReceivedRequest } from './journal/request-record.ts'
import { handleRequest, handleUnknownRoute, type RoutedRequest } from './pipeline.ts'
import { HttpError } from './problem.ts'
import type { PipelineDeps, Route } from './request-context.ts'
import { IncomingRequest, splitUrl, splitWorldPath } from './request.ts'
import { createResponse } from './response.ts'
import { expandRouterPaths } from './route-paths.ts'
import type { Vendor } from './vendor.ts'

const NO_PARAMETERS = {}

/** Routes every documented path, and all paths below the vendors' prefixes, to the pipeline. */
export function createRouter(deps: PipelineDeps, vendors: readonly Vendor[]): Hono {
  const app = new Hono({ getPath: ({ url }) => splitWorldPath(splitUrl(url).path).path })
  const documentedPaths = vendors.flatMap(({ operations }) => operations.map(({ path }) => path))
  for (const route of vendors.flatMap(createRoutes)) {
    for (const path of listRoutePaths(route)) {
      for (const { pattern, fixedParameters } of expandRouterPaths(path, route.operations, documentedPaths)) {
        const hasPlaceholders = pattern.includes(':')
        const hasFixedParameters = Object.keys(fixedParameters).length > 0
        app.all(pattern, (c) => {
          const parameters = hasPlaceholders ? c.req.param() : NO_PARAMETERS
          const pathParameters = hasFixedParameters ? { ...fixedParameters, ...parameters } : parameters
          return handleRequest(deps, route, { request: c.req.raw, received: getReceivedRequest(c.env), pathParameters })
        })
      }
    }
  }
  // Not a wildcard route: a second match takes every request off hono's fast path for a single handler.
  app.notFound((c) => {
    const staticResponse = deps.serveStatic?.(c.req.path, c.req.raw)
    if (staticResponse !== undefined) return staticResponse
    const routed = { request: c.req.raw, received: getReceivedRequest(c.env), pathParameters: NO_PARAMETERS }
    const vendor = findVendorByPrefix(vendors, c.req.path)
    return vendor === undefined ? handleNotFound(deps, vendors, routed) : handleUnknownRoute(deps, vendor, routed)
  })
  app.onError((error) => {
    if (!(error instanceof HttpError)) throw error
    const headers = { 'content-type': 'application/json', ...error.headers }
    return new Response(JSON.stringify({ error: error.message }), { status: error.status, headers })
  })
  return app
}

/** node-server passes the node request as `incoming`; in process there is none. */
function getReceivedRequest(env: unknown): ReceivedRequest | undefined {
  return (env as { readonly incoming?: ReceivedRequest } | undefined)?.incoming
}

/** Returns 404 for a path below no vendor's prefix, with a hint at the nearest documented path. */
function handleNotFound(
  deps: PipelineDeps,
  vendors: readonly Vendor[],
  { request, received = request }: RoutedRequest,
): Response {
  const incoming = new IncomingRequest(request)
  const { journal, world } = deps.selectWorld(incoming).servedWorld
  const { method, url } = request
  const record = journal.openJournalEntry(
    { method, url, headers: received.headers, vendor: undefined, operation: undefined },
    world.now,
  )
  const mockVendors = vendors.filter(({ isOutsideWorlds }) => isOutsideWorlds !== true)
  const note = buildPathHint(incoming.path, mockVendors) ?? null
  const advice = 'GET /_twin/v1/health lists the vendors and their base URLs.'
  const error = `Flowtwin serves nothing at ${incoming.path}; ${note === null ? '' : `${note}; `}${advice}`
  const response = {
    status: 404,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error }),
  }
  const { status, headers, body } = response
  const { now: at, revision } = world
  journal.finishJournalEntry(
    record,
    { at, revision, caller: null, note, fault: null, status, headers },
    { requestBody: null, responseBody: body },
  )
  return createResponse(response, method === 'HEAD')
}

/** One route per documented path. */
function createRoutes(vendor: Vendor): readonly Route[] {
  const operationsByPath = new Map<string, OperationFacts[]>()
  for (const operation of vendor.operations) {
    const siblings = operationsByPath.get(operation.path)
    if (siblings === undefined) operationsByPath.set(operation.path, [operation])
    else siblings.push(operation)
  }
  return [...operationsByPath.values()].map((operations) => ({
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

/** The vendor with the longest prefix of a path. */
function findVendorByPrefix(vendors: readonly Vendor[], path: string): Vendor | undefined {
  const owners = vendors.flatMap((vendor) => vendor.prefixes.map((prefix) => ({ vendor, prefix })))
  const matching = owners.filter(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
  return matching.toSorted((left, right) => right.prefix.length - left.prefix.length)[0]?.vendor
}
