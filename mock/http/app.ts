import { Hono } from 'hono'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Received } from './call.ts'
import { answerNobody } from './nobody.ts'
import type { Host, Route } from './passage.ts'
import { answer, answerUnknown } from './pipeline.ts'
import { routerPaths } from './router-paths.ts'
import type { Vendor } from './vendor.ts'
import { worldPathOf } from './world-path.ts'
import { TwinRefusal } from './twin-refusal.ts'

const NONE = {}

/** The vendors on one port: every documented path, and everything below their prefixes in their own dress. */
export function appOf(host: Host, vendors: readonly Vendor[]): Hono {
  const app = new Hono({ getPath: (request) => worldPathOf(pathOf(request.url)).rest })
  const neighbours = vendors.flatMap(({ operations }) => operations.map(({ path }) => path))
  for (const route of vendors.flatMap(routesOf)) {
    for (const path of pathsOf(route)) {
      for (const { pattern, written } of routerPaths(path, route.operations, neighbours)) {
        const whole = Object.keys(written).length === 0
        const placeholders = pattern.includes(':')
        app.all(pattern, (c) => {
          const read = placeholders ? c.req.param() : NONE
          return answer(host, route, {
            request: c.req.raw,
            received: receivedOf(c.env),
            path: whole ? read : { ...written, ...read },
          })
        })
      }
    }
  }
  // Not a wildcard route: a second match would take every request off hono's direct way to a single handler.
  app.notFound((c) => {
    const other = host.beside?.(c.req.path, c.req.raw)
    if (other !== undefined) return other
    const vendor = ownerOf(vendors, c.req.path)
    if (vendor === undefined) return answerNobody(host, vendors, { request: c.req.raw, received: receivedOf(c.env) })
    return answerUnknown(host, vendor, { request: c.req.raw, received: receivedOf(c.env), path: NONE })
  })
  app.onError((error) => {
    if (!(error instanceof TwinRefusal)) throw error
    return textOf(error.status, error.message, error.headers)
  })
  return app
}

/** What node-server says besides the request. */
interface Bindings {
  readonly incoming?: Received
}

function receivedOf(env: unknown): Received | undefined {
  return (env as Bindings | undefined)?.incoming
}

function pathOf(url: string): string {
  const slash = url.indexOf('/', url.indexOf('://') + 3)
  const mark = url.indexOf('?', slash)
  return mark === -1 ? url.slice(slash) : url.slice(slash, mark)
}

/** One route for each documented path. */
function routesOf(vendor: Vendor): readonly Route[] {
  const byPath = new Map<string, OperationFacts[]>()
  for (const operation of vendor.operations) {
    const known = byPath.get(operation.path)
    if (known === undefined) byPath.set(operation.path, [operation])
    else known.push(operation)
  }
  return [...byPath.values()].map((operations) => ({ vendor, operations, byMethod: byMethodOf(vendor, operations) }))
}

function byMethodOf(vendor: Vendor, operations: readonly OperationFacts[]): ReadonlyMap<string, OperationFacts> {
  const methods = operations.map((operation) => [operation.method.toUpperCase(), operation] as const)
  const read = operations.find((operation) => operation.method === 'get')
  return new Map(vendor.answersHead && read !== undefined ? [...methods, ['HEAD', read]] : methods)
}

function pathsOf({ vendor, operations }: Route): readonly string[] {
  const aliases = operations.flatMap(({ id }) => vendor.aliases?.[id] ?? [])
  return [...new Set([...operations.map(({ path }) => path), ...aliases])]
}

/** The vendor below whose prefix a path lies; the longest prefix wins. */
function ownerOf(vendors: readonly Vendor[], path: string): Vendor | undefined {
  const owners = vendors.flatMap((vendor) => vendor.prefixes.map((prefix) => ({ vendor, prefix })))
  const below = owners.filter(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
  return below.toSorted((left, right) => right.prefix.length - left.prefix.length)[0]?.vendor
}

function textOf(status: number, error: string, others: Readonly<Record<string, string>> = {}): Response {
  const headers = { 'content-type': 'application/json', ...others }
  return new Response(JSON.stringify({ error }), { status, headers })
}
