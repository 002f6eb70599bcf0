import { UnreachableError } from '../http/client.ts'
import { isSuccess } from '../http/exchange.ts'
import type { CheckContext } from '../check-context.ts'
import { CheckStoppedError } from '../outcome.ts'
import type { Preflight } from '../result.ts'
import type { Vendor } from '../vendor.ts'

/** Something that the run cannot find out and nobody told it. */
export class UnconfiguredError extends Error {
  override readonly name = 'Unconfigured'
}

/** Whether the target answers, lets us in, and is the API that it should be. */
export async function runPreflight(vendor: Vendor, context: CheckContext): Promise<Preflight> {
  try {
    const probe = await context.probeOnce(vendor.accessProbe)
    if (isSuccess(probe)) return { kind: 'ready' }
    const asked = `${probe.method} ${probe.url} answered ${probe.status}`
    return context.profile.refusal.includes(probe.status)
      ? { kind: 'credential-refused', reason: asked }
      : { kind: 'wrong-api', reason: `${asked}; is the base URL that of ${vendor.title}?` }
  } catch (error) {
    if (error instanceof UnconfiguredError) return { kind: 'unconfigured', reason: error.message }
    if (error instanceof UnreachableError || error instanceof CheckStoppedError)
      return { kind: 'unreachable', reason: error.message }
    throw error
  }
}
