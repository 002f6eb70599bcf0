import type { Duration } from '../world/instant.ts'
import type { World } from '../world/world.ts'
import type { VendorQuota } from './vendor.ts'

/** What was set in the place of a vendor's documented quota. */
export type Limit = { readonly off: true } | { readonly requests: number; readonly window: Duration }

/** The quota that holds in a world; undefined where nothing is counted. */
export function limitOf(
  { annex }: World,
  vendor: string,
  { quota, isEnforced }: { readonly quota: VendorQuota; readonly isEnforced: boolean },
): VendorQuota | undefined {
  if (annex.limits === null) return isEnforced ? quota : undefined
  // It was checked when it was set, or when the capsule was opened that it came in.
  const limit = annex.limits[vendor] as Limit | undefined
  if (limit === undefined) return isEnforced ? quota : undefined
  return 'off' in limit ? undefined : { ...quota, ...limit }
}
