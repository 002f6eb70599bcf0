import type { components } from '../../spec/generated/control.types.ts'
import { type RateLimitOverride, resolveRateLimit, type VendorRateLimit } from '../http/rate-limit.ts'
import { suggestName } from '../wire/nearest-word.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds, parseDuration } from '../wire/date-time.ts'
import { type Duration, SECOND } from '../world/time/instant.ts'
import type { World } from '../world/world.ts'

type LimitsBody = components['schemas']['RateLimits']
type NewLimits = components['schemas']['NewRateLimits']

/** The quotas of a world and what is used of them. @param isEnforced whether documented ones hold */
export function serializeRateLimits(vendors: readonly Vendor[], served: ServedWorld, isEnforced: boolean): LimitsBody {
  const { world } = served
  const entries = vendors.flatMap((vendor) => {
    const documented = findQuota(vendor, world)
    if (documented === undefined) return []
    const quota = resolveRateLimit(world, vendor.name, { quota: documented, isEnforced })
    const isSet = world.sideState.rateLimits?.[vendor.name] !== undefined
    const holds = quota === undefined ? 'off' : isSet ? 'set' : 'documented'
    return [[vendor.name, { holds, limit: quota?.requests ?? null, window: serializeDuration(quota?.window) }] as const]
  })
  return {
    vendors: Object.fromEntries(entries),
    buckets: served.rateLimiters.map((held) => serializeBucket(held, world)),
  }
}

/**
 * Sets quotas in the place of all that were set; every bucket begins anew.
 * @throws {Problem} "invalid" before anything has changed
 */
export function setLimits(vendors: readonly Vendor[], served: ServedWorld, limitsByVendor: NewLimits): void {
  const limits: Record<string, RateLimitOverride> = {}
  const remaining = new Map<string, number>()
  for (const [name, given] of Object.entries(limitsByVendor)) {
    assertHasQuota(vendors, name, served.world)
    if (given === 'off') {
      limits[name] = { off: true }
      continue
    }
    if (given.remaining !== undefined) {
      if (given.remaining > given.limit)
        throw createInvalidProblem(`${name}: of ${given.limit} requests ${given.remaining} cannot be left`)
      remaining.set(name, given.remaining)
    }
    limits[name] = { requests: given.limit, window: parseWindow(name, given.window) }
  }
  served.world.applyOperation({ kind: 'set-rate-limits', limits })
  served.refillRateLimits(remaining)
}

/** Goes back to the documented quotas. */
export function resetLimits(served: ServedWorld): void {
  served.world.applyOperation({ kind: 'set-rate-limits', limits: {} })
  served.refillRateLimits(new Map())
}

function assertHasQuota(vendors: readonly Vendor[], name: string, world: World): void {
  const counted = vendors.filter((vendor) => findQuota(vendor, world) !== undefined).map((vendor) => vendor.name)
  if (counted.some((one) => one === name)) return
  if (vendors.some((vendor) => vendor.name === name)) {
    throw createInvalidProblem(`${name} documents no quota, so it cannot say 429; ${counted.join(' and ')} can`)
  }
  throw createInvalidProblem(`there is no vendor "${name}"; ${suggestName(name, counted)}`)
}

function parseWindow(name: string, text: string): Duration {
  const window = parseDuration(text)
  if (window !== undefined && window >= SECOND) return window
  throw createInvalidProblem(`${name}: "${text}" is no window; write 60s, 1h or PT1M, and at least 1s`)
}

/** The quota that a vendor documents; where operations have several, that of the first which has any. */
function findQuota({ rateLimit, operations }: Vendor, world: World): VendorRateLimit | undefined {
  if (typeof rateLimit !== 'function') return rateLimit
  return operations.map((operation) => rateLimit(operation, world)).find((one) => one !== undefined)
}

function serializeBucket(
  { key, meter }: ServedWorld['rateLimiters'][number],
  world: World,
): LimitsBody['buckets'][number] {
  const separator = key.indexOf(' ')
  const { limit, used, remaining, nextAllowedAt, resetsAt } = meter.getStatus(world.now)
  return {
    vendor: key.slice(0, separator),
    key: redactBucket(key.slice(separator + 1)),
    limit,
    used,
    remaining,
    nextAllowedAt: formatIsoMicroseconds(nextAllowedAt),
    resetsAt: formatIsoMicroseconds(resetsAt),
  }
}

/** Buckets may be named by a credential, which nobody has to see whole. */
function redactBucket(bucket: string): string {
  return bucket.length <= 12 ? bucket : `${bucket.slice(0, 8)}…`
}

function serializeDuration(duration: Duration | undefined): string | null {
  return duration === undefined ? null : `PT${duration / SECOND}S`
}

function createInvalidProblem(text: string): Problem {
  return new Problem('invalid', { text })
}
