import type { Call } from './call.ts'
import type { Ledger } from './ledger.ts'
import type { Transport } from './transport.ts'
import { collectionOf, type Permits, type Writes } from './writes.ts'

export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** A check asked for something that the run may not do: a fault of the suite, never of the target. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'
}

/** Stands between the checks and the network: what may be sent does not depend on the discipline of whoever writes a check. */
export class Guard {
  readonly #permits: Permits
  readonly #writes: Writes | null
  readonly #ledger: Ledger

  constructor({
    permits,
    writes,
    ledger,
  }: {
    readonly permits: Permits
    readonly writes: Writes | null
    readonly ledger: Ledger
  }) {
    this.#permits = permits
    this.#writes = writes
    this.#ledger = ledger
  }

  /** Throws `Forbidden` for a call that is not allowed. */
  inspect(call: Call): void {
    const method = call.method ?? 'GET'
    if (!call.path.startsWith('/') || call.path.startsWith('//')) {
      throw new Forbidden(`${call.path} does not lie below the base URL`)
    }
    if (SAFE_METHODS.includes(method)) return
    if (call.intent === 'probe') this.#inspectProbe(call)
    else if (!this.#permits.writes || this.#writes === null) throw new Forbidden(`${method} needs leave to write`)
    else this.#inspectWrite(call, this.#writes)
  }

  #inspectProbe(call: Call): void {
    if (!this.#permits.probeMethods) throw new Forbidden(`${call.method} needs leave to probe methods`)
    if (call.body !== undefined) throw new Forbidden('a probe has no body that a target could obey')
    const [path = ''] = call.path.split('?')
    const id = this.#writes === null ? '' : itemOf(path, this.#writes)
    // Where DELETE is documented, an empty one is obeyed by every target, the right ones first.
    if (id !== '' && ['DELETE', 'PATCH'].includes(call.method ?? '') && !this.#ledger.mayTouch(id)) {
      throw new Forbidden(`${call.method} ${path}: this run did not create that`)
    }
  }

  #inspectWrite(call: Call, writes: Writes): void {
    const [path = ''] = call.path.split('?')
    if (call.method === 'POST') {
      if (writes.lookups.includes(path)) return
      const collection = collectionOf(writes, path)
      if (collection === undefined) throw new Forbidden(`nothing may be created at ${path}`)
      const foreign = (collection.touches?.(call) ?? []).find((id) => !this.#ledger.mayTouch(id))
      if (foreign !== undefined) throw new Forbidden(`POST ${path} touches ${foreign}: this run did not create that`)
      return
    }
    const id = itemOf(path, writes)
    if (!this.#ledger.mayTouch(id)) throw new Forbidden(`${call.method} ${path}: this run did not create that`)
  }
}

/** The id that a path names below a collection, dot segments and further steps included; empty for another path. */
function itemOf(path: string, { collections }: Writes): string {
  const collection = collections.find((one) => one.itemPath !== null && path.startsWith(`${one.path}/`))
  if (collection === undefined) return ''
  const written = path.slice(collection.path.length + 1)
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

/** A way to the target that itself carries nothing but reading, whatever stands in front of it. */
export function readingOnly({ exact, send }: Transport): Transport {
  return {
    exact,
    send: async (wire) => {
      if (!SAFE_METHODS.includes(wire.method)) throw new Forbidden(`${wire.method} on a way that only reads`)
      return await send(wire)
    },
  }
}
