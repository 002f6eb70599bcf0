import type { components } from '../../spec/generated/control.types.ts'
import { type Limit, limitOf } from '../http/limits.ts'
import { hintAt } from '../http/faults/hint.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Vendor, VendorQuota } from '../http/vendor.ts'
import { parseDuration } from '../wire/duration.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { type Duration, SECOND } from '../world/instant.ts'
import type { World } from '../world/world.ts'

type LimitsBody = components['schemas']['Limits']
type NewLimits = components['schemas']['NewLimits']

/** The quotas of a world and what is used of them. @param isEnforced whether documented ones hold */
export function limitsOf(vendors: readonly Vendor[], served: ServedWorld, isEnforced: boolean): LimitsBody {
  const { world } = served
  const told = vendors.flatMap((vendor) => {
    const documented = quotaOf(vendor, world)
    if (documented === undefined) return []
    const quota = limitOf(world, vendor.name, { quota: documented, isEnforced })
    const isSet = world.annex.limits?.[vendor.name] !== undefined
    const holds = quota === undefined ? 'off' : isSet ? 'set' : 'documented'
    return [[vendor.name, { holds, limit: quota?.requests ?? null, window: sayDuration(quota?.window) }] as const]
  })
  return { vendors: Object.fromEntries(told), buckets: served.meters.map((held) => bucketOf(held, world)) }
}

/**
 * Sets quotas in the place of all that were set; every bucket begins anew.
 * @throws {Problem} "invalid" before anything has changed
 */
export function setLimits(vendors: readonly Vendor[], served: ServedWorld, wanted: NewLimits): void {
  const limits: Record<string, Limit> = {}
  const remaining = new Map<string, number>()
  for (const [name, given] of Object.entries(wanted)) {
    refuseUncounted(vendors, name, served.world)
    if (given === 'off') {
      limits[name] = { off: true }
      continue
    }
    if (given.remaining !== undefined) {
      if (given.remaining > given.limit)
        throw refused(`${name}: of ${given.limit} requests ${given.remaining} cannot be left`)
      remaining.set(name, given.remaining)
    }
    limits[name] = { requests: given.limit, window: windowOf(name, given.window) }
  }
  served.world.apply({ kind: 'limit', limits })
  served.refill(remaining)
}

/** Goes back to the documented quotas. */
export function forgetLimits(served: ServedWorld): void {
  served.world.apply({ kind: 'limit', limits: {} })
  served.refill(new Map())
}

function refuseUncounted(vendors: readonly Vendor[], name: string, world: World): void {
  const counted = vendors.filter((vendor) => quotaOf(vendor, world) !== undefined).map((vendor) => vendor.name)
  if (counted.some((one) => one === name)) return
  if (vendors.some((vendor) => vendor.name === name)) {
    throw refused(`${name} documents no quota, so it cannot say 429; ${counted.join(' and ')} can`)
  }
  throw refused(`there is no vendor "${name}"; ${hintAt(name, counted)}`)
}

function windowOf(name: string, text: string): Duration {
  const window = parseDuration(text)
  if (window !== undefined && window >= SECOND) return window
  throw refused(`${name}: "${text}" is no window; write 60s, 1h or PT1M, and at least 1s`)
}

/** The quota that a vendor documents; where operations have several, that of the first which has any. */
function quotaOf({ quota, operations }: Vendor, world: World): VendorQuota | undefined {
  if (typeof quota !== 'function') return quota
  return operations.map((operation) => quota(operation, world)).find((one) => one !== undefined)
}

function bucketOf({ key, meter }: ServedWorld['meters'][number], world: World): LimitsBody['buckets'][number] {
  const cut = key.indexOf(' ')
  const { limit, used, remaining, nextAt, resetsAt } = meter.look(world.now)
  return {
    vendor: key.slice(0, cut),
    bucket: redacted(key.slice(cut + 1)),
    limit,
    used,
    remaining,
    nextAt: toMicroseconds(nextAt),
    resetsAt: toMicroseconds(resetsAt),
  }
}

/** Buckets may be named by a credential, which nobody has to see whole. */
function redacted(bucket: string): string {
  return bucket.length <= 12 ? bucket : `${bucket.slice(0, 8)}…`
}

function sayDuration(duration: Duration | undefined): string | null {
  return duration === undefined ? null : `PT${duration / SECOND}S`
}

function refused(text: string): Problem {
  return new Problem('invalid', { text })
}
