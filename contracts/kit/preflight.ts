import { Unreachable } from './client.ts'
import { isSuccess } from './exchange.ts'
import type { Context } from './observation.ts'
import { Interruption } from './outcome.ts'
import type { Preflight } from './result.ts'
import type { Vendor } from './vendor.ts'

/** Something that the run cannot find out and nobody told it. */
export class Unconfigured extends Error {
  override readonly name = 'Unconfigured'
}

/** Whether the target answers, lets us in, and is the API that it should be. */
export async function preflightOf(vendor: Vendor, context: Context): Promise<Preflight> {
  try {
    const probe = await context.observe(vendor.probe)
    if (isSuccess(probe)) return { kind: 'ready' }
    const asked = `${probe.method} ${probe.url} answered ${probe.status}`
    return context.profile.refusal.includes(probe.status)
      ? { kind: 'credential-refused', reason: asked }
      : { kind: 'wrong-api', reason: `${asked}; is the base URL that of ${vendor.title}?` }
  } catch (error) {
    if (error instanceof Unconfigured) return { kind: 'unconfigured', reason: error.message }
    if (error instanceof Unreachable || error instanceof Interruption)
      return { kind: 'unreachable', reason: error.message }
    throw error
  }
}
