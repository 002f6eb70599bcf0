import { FlowtwinError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { CheckRequest } from './exchange.ts'
import type { Ledger } from './ledger.ts'
import type { Transport } from './transport.ts'

/** Permissions of a run beyond reading. */
export interface Permits {
  /** Create items, and update and delete the created ones. */
  readonly writes: boolean
  /** Send undocumented methods, which must be rejected; a broken target could execute them. */
  readonly probeMethods: boolean
  /** Send many concurrent requests. */
  readonly load?: boolean
}

/** A path whose POST creates an item. */
export interface WritableCollection {
  /** Template with {placeholders}. */
  readonly path: string
  /** Returns the id of the created item in a response; null when nothing was created, undefined when the id is missing. */
  readonly parseCreatedId: (body: Json | undefined) => string | null | undefined
  /** Returns the ids that a POST changes or refers to; each must have been created by the run. */
  readonly listTouchedIds?: (request: CheckRequest) => readonly string[]
  /** Returns the path that deletes a created item; null where the vendor has no such operation. */
  readonly buildItemPath: ((id: string) => string) | null
}

/** The writable paths of a vendor. */
export interface WriteRules {
  readonly collections: readonly WritableCollection[]
  /** Paths whose POST is a lookup without effects. */
  readonly lookups: readonly string[]
}

/** Returns the collection to which a POST to a path adds. */
export function findCollection({ collections }: WriteRules, path: string): WritableCollection | undefined {
  return collections.find((collection) => matchesTemplate(collection.path, path))
}

/** Creates the path builder of items one step below their collection. */
export function createItemPathBuilder(path: string): (id: string) => string {
  return (id) => `${path}/${encodeURIComponent(id)}`
}

function matchesTemplate(template: string, path: string): boolean {
  const [expected, actual] = [template.split('/'), path.split('/')]
  return (
    expected.length === actual.length && expected.every((step, index) => step.startsWith('{') || step === actual[index])
  )
}

/** Body and media type of a POST that finds out whether an operation exists: text where JSON is required, so every target rejects it. */
export const DISCOVERY_BODY = 'flowtwin'
export const DISCOVERY_MEDIA_TYPE = 'text/plain'

export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** A check sent a request that the run is not permitted to send: a bug of the suite. */
export class ForbiddenRequestError extends FlowtwinError {
  readonly code = 'forbidden-request'
}

interface RequestGuardOptions {
  readonly permits: Permits
  readonly writes: WriteRules | null
  readonly ledger: Ledger
}

/** Rejects requests that the run is not permitted to send, whatever the code of a check does. */
export class RequestGuard {
  readonly #options: RequestGuardOptions

  constructor(options: RequestGuardOptions) {
    this.#options = options
  }

  /** @throws {ForbiddenRequestError} for a request that is not permitted */
  assertAllowed(request: CheckRequest): void {
    const { permits, writes } = this.#options
    const method = request.method ?? 'GET'
    if (!request.path.startsWith('/') || request.path.startsWith('//')) {
      throw new ForbiddenRequestError(`${request.path} is not below the base URL`)
    }
    if (SAFE_METHODS.includes(method)) return
    if (request.intent === 'probe') this.#assertProbeAllowed(request)
    else if (!permits.writes || writes === null) throw new ForbiddenRequestError(`${method} requires --writes`)
    else if (request.intent === 'discovery') assertDiscoveryAllowed(request)
    else this.#assertWriteAllowed(request, writes)
  }

  #assertProbeAllowed(request: CheckRequest): void {
    const { permits, writes, ledger } = this.#options
    if (!permits.probeMethods) throw new ForbiddenRequestError(`${request.method} requires --probe-methods`)
    if (request.body !== undefined) throw new ForbiddenRequestError('a probe must not have a body')
    const [path = ''] = request.path.split('?')
    const id = writes === null ? '' : parseItemId(path, writes)
    // Where DELETE is documented, every correct target executes one without a body.
    if (id !== '' && ['DELETE', 'PATCH'].includes(request.method ?? '') && !ledger.canModify(id)) {
      throw new ForbiddenRequestError(`${request.method} ${path}: the item was not created by this run`)
    }
  }

  #assertWriteAllowed(request: CheckRequest, writes: WriteRules): void {
    const { ledger } = this.#options
    const [path = ''] = request.path.split('?')
    if (request.method === 'POST') {
      if (writes.lookups.includes(path)) return
      const collection = findCollection(writes, path)
      if (collection === undefined) throw new ForbiddenRequestError(`POST ${path} is no writable collection`)
      const foreign = (collection.listTouchedIds?.(request) ?? []).find((id) => !ledger.canModify(id))
      if (foreign !== undefined)
        throw new ForbiddenRequestError(`POST ${path} refers to ${foreign}, which was not created by this run`)
      return
    }
    if (!ledger.canModify(parseItemId(path, writes)))
      throw new ForbiddenRequestError(`${request.method} ${path}: the item was not created by this run`)
  }
}

function assertDiscoveryAllowed({ method, body, headers = {}, path }: CheckRequest): void {
  if (method !== 'POST' || body !== DISCOVERY_BODY || headers['Content-Type'] !== DISCOVERY_MEDIA_TYPE)
    throw new ForbiddenRequestError(`${method} ${path} could change something`)
}

/** Returns the part of a path below a collection, decoded, with dot segments and further steps; empty for other paths. */
function parseItemId(path: string, { collections }: WriteRules): string {
  const collection = collections.find(
    (candidate) => candidate.buildItemPath !== null && path.startsWith(`${candidate.path}/`),
  )
  if (collection === undefined) return ''
  const encoded = path.slice(collection.path.length + 1)
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

/** Wraps a transport so that it sends only safe methods, independently of the guard. */
export function createReadOnlyTransport({ isExact, send }: Transport): Transport {
  return {
    isExact,
    send: async (wire) => {
      if (!SAFE_METHODS.includes(wire.method))
        throw new ForbiddenRequestError(`${wire.method} is not allowed in a read-only run`)
      return await send(wire)
    },
  }
}

/** A run would write to a host that was not allowed; this keeps a wrong variable from filling a production system. */
export class HostNotAllowedError extends FlowtwinError {
  readonly code = 'host-not-allowed'
}

/**
 * Requires that a host is this machine or is allowed by name.
 * @throws {HostNotAllowedError}
 */
export function assertHostAllowed(baseUrl: string, allowed: readonly string[]): void {
  const { hostname, host } = new URL(baseUrl)
  if (isLoopback(hostname) || allowed.includes(hostname) || allowed.includes(host)) return
  throw new HostNotAllowedError(`writing to ${host} is not allowed; add --allow-host ${host} if it is a test system`)
}

function isLoopback(hostname: string): boolean {
  return /^((.+\.)?localhost|\[::1\]|127(\.\d+){3})$/.test(hostname)
}
