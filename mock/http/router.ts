import { Hono } from 'hono'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import { buildPathHint } from './journal/hints.ts'
import { handleRequest, handleUnknownRoute, type RoutedRequest } from './pipeline.ts'
import { HttpError } from './problem.ts'
import type { PipelineDeps, Route } from './request-context.ts'
import { IncomingRequest, normalizePath, type RequestBindings, splitUrl, splitWorldPath } from './request.ts'
import { createResponse } from './response.ts'
import { expandRouterPaths, matchDocumentedPath } from './route-paths.ts'
import type { Vendor } from './vendor.ts'

const NO_PARAMETERS = {}

/** Routes every documented path, and all paths below the vendors' prefixes, to the pipeline. */
export function createRouter(deps: PipelineDeps, vendors: readonly Vendor[]): Hono {
  const app = new Hono({ getPath: ({ url }) => normalizePath(splitWorldPath(splitUrl(url).path).path) })
  const documentedPaths = vendors.flatMap(({ operations }) => operations.map(({ path }) => path))
  const expandedPaths: { readonly path: string; readonly route: Route }[] = []
  for (const route of vendors.flatMap(createRoutes)) {
    for (const path of listRoutePaths(route)) {
      const patterns = expandRouterPaths(path, route.operations, documentedPaths)
      if (patterns.length > 1) expandedPaths.push({ path, route })
      for (const { pattern, fixedParameters } of patterns) {
        const hasPlaceholders = pattern.includes(':')
        const hasFixedParameters = Object.keys(fixedParameters).length > 0
        app.all(pattern, (c) => {
          const parameters = hasPlaceholders ? c.req.param() : NO_PARAMETERS
          const pathParameters = hasFixedParameters ? { ...fixedParameters, ...parameters } : parameters
          return handleRequest(deps, route, toRoutedRequest(c.req.raw, c.env, pathParameters))
        })
      }
    }
  }
  // Not a wildcard route: a second match takes every request off hono's fast path for a single handler.
  app.notFound((c) => {
    const routed = toRoutedRequest(c.req.raw, c.env, NO_PARAMETERS)
    const staticResponse = deps.serveStatic?.(new IncomingRequest(routed.request, routed.bindings))
    if (staticResponse !== undefined) return staticResponse
    const vendor = findVendorByPrefix(vendors, c.req.path)
    if (vendor !== undefined) return handleUnknownRoute(deps, vendor, routed)
    // A documented path with an undocumented value in an expanded placeholder: validation rejects it.
    for (const { path, route } of expandedPaths) {
      const pathParameters = matchDocumentedPath(path, c.req.path)
      if (pathParameters !== undefined) return handleRequest(deps, route, { ...routed, pathParameters })
    }
    return handleNotFound(deps, vendors, routed)
  })
  app.onError((error) => {
    if (!(error instanceof HttpError)) throw error
    const headers = { 'content-type': 'application/json', ...error.headers }
    return new Response(JSON.stringify({ error: error.message }), { status: error.status, headers })
  })
  return app
}

/** @param env the server's `RequestBindings`; empty in process */
function toRoutedRequest(
  request: Request,
  env: unknown,
  pathParameters: RoutedRequest['pathParameters'],
): RoutedRequest {
  return { request, bindings: env as RequestBindings | undefined, pathParameters }
}

/** Returns 404 for a path below no vendor's prefix, with a hint at the nearest documented path. */
async function handleNotFound(
  deps: PipelineDeps,
  vendors: readonly Vendor[],
  { request, bindings }: RoutedRequest,
): Promise<Response> {
  const incoming = new IncomingRequest(request, bindings)
  const { servedWorld } = await deps.selectWorld(incoming)
  const { method, url } = request
  const mockVendors = vendors.filter(({ isOutsideWorlds }) => isOutsideWorlds !== true)
  const note = buildPathHint(incoming.path, mockVendors) ?? null
  const advice = 'GET /_twin/v1/health lists the vendors and their base URLs.'
  const error = `Flowtwin serves nothing at ${incoming.path}; ${note === null ? '' : `${note}; `}${advice}`
  const response = {
    status: 404,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error }),
  }
  const { headers } = bindings?.incoming ?? request
  const reason = note ?? `no API has a path like this; ${advice}`
  servedWorld.recordResponse({ method, url, headers }, response, reason)
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
  if (read === undefined) return new Map(methods)
  const extraMethods = [...(vendor.supportsHead ? ['HEAD'] : []), ...(vendor.extraMethods?.[read.id] ?? [])]
  return new Map([...methods, ...extraMethods.map((method) => [method, read] as const)])
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
