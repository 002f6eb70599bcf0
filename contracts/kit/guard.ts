import type { Call } from './call.ts'
import type { Ledger } from './ledger.ts'
import type { Transport } from './transport.ts'
import type { Permits, Writes } from './writes.ts'

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
  }

  #inspectWrite(call: Call, { collection }: Writes): void {
    const [path = ''] = call.path.split('?')
    if (call.method === 'POST') {
      if (path !== collection) throw new Forbidden(`nothing may be created at ${path}`)
      return
    }
    const id = path.startsWith(`${collection}/`) ? decodeURIComponent(path.slice(collection.length + 1)) : ''
    if (!this.#ledger.mayTouch(id)) throw new Forbidden(`${call.method} ${path}: this run did not create that`)
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
