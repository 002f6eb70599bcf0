import type { CheckContext } from '../check-context.ts'
import { FlowtwinError } from '../errors.ts'
import { UnreachableError } from '../http/client.ts'
import { isSuccess } from '../http/exchange.ts'
import { CheckStoppedError } from '../outcome.ts'
import type { Preflight } from '../result.ts'
import type { Vendor } from '../vendor.ts'

/** A required id was not given and cannot be discovered. */
export class UnconfiguredError extends FlowtwinError {
  readonly code = 'unconfigured'
}

/** Checks that the target answers, accepts the credential, and is the expected API. */
export async function runPreflight(vendor: Vendor, context: CheckContext): Promise<Preflight> {
  try {
    const exchange = await context.probeOnce(vendor.accessProbe)
    if (isSuccess(exchange)) return { kind: 'ready' }
    const reason = `${exchange.method} ${exchange.url} returned ${exchange.status}`
    return context.profile.authErrorStatuses.includes(exchange.status)
      ? { kind: 'credential-refused', reason }
      : { kind: 'wrong-api', reason: `${reason}; is the base URL that of ${vendor.title}?` }
  } catch (error) {
    if (error instanceof UnconfiguredError) return { kind: 'unconfigured', reason: error.message }
    if (error instanceof UnreachableError || error instanceof CheckStoppedError)
      return { kind: 'unreachable', reason: error.message }
    throw error
  }
}
