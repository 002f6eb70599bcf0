import type { CheckRequest } from './call.ts'
import type { Ledger } from './ledger.ts'
import type { Transport } from './transport.ts'
import { findCollection, type Permits, type WriteRules } from './writes.ts'

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
