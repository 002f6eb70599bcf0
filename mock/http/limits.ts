import type { Duration } from '../world/instant.ts'
import type { World } from '../world/world.ts'
import type { VendorRateLimit } from './vendor.ts'

/** What was set in the place of a vendor's documented quota. */
export type RateLimitOverride = { readonly off: true } | { readonly requests: number; readonly window: Duration }

/** The quota that holds in a world; undefined where nothing is counted. */
export function resolveRateLimit(
  { sideState }: World,
  vendor: string,
  { quota, isEnforced }: { readonly quota: VendorRateLimit; readonly isEnforced: boolean },
): VendorRateLimit | undefined {
  if (sideState.rateLimits === null) return isEnforced ? quota : undefined
  // It was checked when it was set, or when the capsule was opened that it came in.
  const override = sideState.rateLimits[vendor] as RateLimitOverride | undefined
  if (override === undefined) return isEnforced ? quota : undefined
  return 'off' in override ? undefined : { ...quota, ...override }
}
