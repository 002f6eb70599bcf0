import type { Json } from '../json.ts'
import type { CheckRequest } from './exchange.ts'
import type { Ledger } from './ledger.ts'
import type { Transport } from './transport.ts'

/** What the person who started the run allows. */
export interface Permits {
  /** Create things, and change and delete what was created. */
  readonly writes: boolean
  /** Send methods that nobody documented, to see them refused; a broken target could obey. */
  readonly probeMethods: boolean
  /** Send many requests at once. */
  readonly load?: boolean
}

/** One path that takes a POST by which something comes into being. */
export interface WritableCollection {
  /** With {placeholders}. */
  readonly path: string
  /** The id of what an answer says was created; null when it says that nothing was. */
  readonly parseCreatedId: (body: Json | undefined) => string | null | undefined
  /** The ids of what a POST would change or make use of instead: each must be the run's own. */
  readonly listTouchedIds?: (call: CheckRequest) => readonly string[]
  /** The path of a created item, where it can be deleted; null where the vendor has no way to remove it. */
  readonly buildItemPath: ((id: string) => string) | null
}

/** How a vendor lets clients write. */
export interface WriteRules {
  readonly collections: readonly WritableCollection[]
  /** Paths that take a POST to look something up, and change nothing. */
  readonly lookups: readonly string[]
}

/** The collection that a POST to a path adds to. */
export function findCollection({ collections }: WriteRules, path: string): WritableCollection | undefined {
  return collections.find((one) => matchesTemplate(one.path, path))
}

/** Items live one step below their collection. */
export function createItemPathBuilder(path: string): (id: string) => string {
  return (id) => `${path}/${encodeURIComponent(id)}`
}

function matchesTemplate(template: string, path: string): boolean {
  const [own, asked] = [template.split('/'), path.split('/')]
  return own.length === asked.length && own.every((step, index) => step.startsWith('{') || step === asked[index])
}

export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** A check asked for something that the run may not do: a fault of the suite, never of the target. */
export class ForbiddenRequestError extends Error {
  override readonly name = 'Forbidden'
}

/** Stands between the checks and the network: what may be sent does not depend on the discipline of whoever writes a check. */
export class RequestGuard {
  readonly #permits: Permits
  readonly #writes: WriteRules | null
  readonly #ledger: Ledger

  constructor({
    permits,
    writes,
    ledger,
  }: {
    readonly permits: Permits
    readonly writes: WriteRules | null
    readonly ledger: Ledger
  }) {
    this.#permits = permits
    this.#writes = writes
    this.#ledger = ledger
  }

  /** Throws `Forbidden` for a call that is not allowed. */
  assertAllowed(call: CheckRequest): void {
    const method = call.method ?? 'GET'
    if (!call.path.startsWith('/') || call.path.startsWith('//')) {
      throw new ForbiddenRequestError(`${call.path} does not lie below the base URL`)
    }
    if (SAFE_METHODS.includes(method)) return
    if (call.intent === 'probe') this.#assertProbeAllowed(call)
    else if (!this.#permits.writes || this.#writes === null)
      throw new ForbiddenRequestError(`${method} needs leave to write`)
    else this.#assertWriteAllowed(call, this.#writes)
  }

  #assertProbeAllowed(call: CheckRequest): void {
    if (!this.#permits.probeMethods) throw new ForbiddenRequestError(`${call.method} needs leave to probe methods`)
    if (call.body !== undefined) throw new ForbiddenRequestError('a probe has no body that a target could obey')
    const [path = ''] = call.path.split('?')
    const id = this.#writes === null ? '' : parseItemId(path, this.#writes)
    // Where DELETE is documented, an empty one is obeyed by every target, the right ones first.
    if (id !== '' && ['DELETE', 'PATCH'].includes(call.method ?? '') && !this.#ledger.canModify(id)) {
      throw new ForbiddenRequestError(`${call.method} ${path}: this run did not create that`)
    }
  }

  #assertWriteAllowed(call: CheckRequest, writes: WriteRules): void {
    const [path = ''] = call.path.split('?')
    if (call.method === 'POST') {
      if (writes.lookups.includes(path)) return
      const collection = findCollection(writes, path)
      if (collection === undefined) throw new ForbiddenRequestError(`nothing may be created at ${path}`)
      const foreign = (collection.listTouchedIds?.(call) ?? []).find((id) => !this.#ledger.canModify(id))
      if (foreign !== undefined)
        throw new ForbiddenRequestError(`POST ${path} touches ${foreign}: this run did not create that`)
      return
    }
    const id = parseItemId(path, writes)
    if (!this.#ledger.canModify(id))
      throw new ForbiddenRequestError(`${call.method} ${path}: this run did not create that`)
  }
}

/** The id that a path names below a collection, dot segments and further steps included; empty for another path. */
function parseItemId(path: string, { collections }: WriteRules): string {
  const collection = collections.find((one) => one.buildItemPath !== null && path.startsWith(`${one.path}/`))
  if (collection === undefined) return ''
  const written = path.slice(collection.path.length + 1)
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

/** A way to the target that itself carries nothing but reading, whatever stands in front of it. */
export function createReadOnlyTransport({ isExact, send }: Transport): Transport {
  return {
    isExact,
    send: async (wire) => {
      if (!SAFE_METHODS.includes(wire.method))
        throw new ForbiddenRequestError(`${wire.method} on a way that only reads`)
      return await send(wire)
    },
  }
}

/** A run is to write to a host that nobody named: a slip in a variable must not fill a production system. */
export class HostNotAllowedError extends Error {
  override readonly name = 'HostNotAllowed'
}

/**
 * Whoever wants to write beyond this machine names the host, too.
 * @throws {HostNotAllowed}
 */
export function assertHostAllowed(baseUrl: string, allowed: readonly string[]): void {
  const { hostname, host } = new URL(baseUrl)
  if (isLoopback(hostname) || allowed.includes(hostname) || allowed.includes(host)) return
  throw new HostNotAllowedError(
    `writing to ${host} needs leave by name; add --allow-host ${host} if that is a system to test on`,
  )
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname.endsWith('.localhost') ||
    /^127(\.\d+){3}$/.test(hostname)
  )
}
