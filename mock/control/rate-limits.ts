import type { components } from '../../spec/generated/control.types.ts'
import { type RateLimitOverride, resolveRateLimit, type VendorRateLimit } from '../http/rate-limit.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { suggestName } from '../wire/nearest-word.ts'
import { type Duration, SECOND } from '../world/time.ts'
import type { World } from '../world/world.ts'
import { createInvalidProblem, parseDurationField } from './input.ts'

type RateLimitsBody = components['schemas']['RateLimits']

/** Returns the rate limits of a world and their usage. @param isEnforced whether documented rate limits apply */
export function serializeRateLimits(
  vendors: readonly Vendor[],
  served: ServedWorld,
  isEnforced: boolean,
): RateLimitsBody {
  const { world } = served
  const entries = vendors.flatMap((vendor) => {
    const documented = findRateLimit(vendor, world)
    if (documented === undefined) return []
    const rateLimit = resolveRateLimit(world, vendor.name, { quota: documented, isEnforced })
    const isCustom = world.sideState.rateLimits?.[vendor.name] !== undefined
    const source = rateLimit === undefined ? 'off' : isCustom ? 'custom' : 'documented'
    const window = rateLimit === undefined ? null : `PT${rateLimit.window / SECOND}S`
    return [[vendor.name, { source, limit: rateLimit?.requests ?? null, window }] as const]
  })
  return {
    vendors: Object.fromEntries(entries),
    buckets: served.rateLimiters.map((limiter) => serializeBucket(limiter, world)),
  }
}

/**
 * Replaces all custom rate limits and refills all buckets.
 * @throws {Problem} "invalid" before anything has changed
 */
export function setRateLimits(
  vendors: readonly Vendor[],
  served: ServedWorld,
  limitsByVendor: components['schemas']['NewRateLimits'],
): void {
  const limits: Record<string, RateLimitOverride> = {}
  const remainingByVendor = new Map<string, number>()
  for (const [name, rateLimit] of Object.entries(limitsByVendor)) {
    assertHasRateLimit(vendors, name, served.world)
    if (rateLimit === 'off') {
      limits[name] = { off: true }
      continue
    }
    const { limit, remaining, window } = rateLimit
    if (remaining !== undefined) {
      if (remaining > limit) throw createInvalidProblem(`\`${name}.remaining\` must be at most the limit of ${limit}`)
      remainingByVendor.set(name, remaining)
    }
    limits[name] = { requests: limit, window: parseWindow(`${name}.window`, window) }
  }
  served.world.applyOperation({ kind: 'set-rate-limits', limits })
  served.refillRateLimits(remainingByVendor)
}

/** Restores the documented rate limits and refills all buckets. */
export function resetRateLimits(served: ServedWorld): void {
  served.world.applyOperation({ kind: 'set-rate-limits', limits: {} })
  served.refillRateLimits(new Map())
}

function assertHasRateLimit(vendors: readonly Vendor[], name: string, world: World): void {
  const limited = vendors.filter((vendor) => findRateLimit(vendor, world) !== undefined).map((vendor) => vendor.name)
  if (limited.some((vendorName) => vendorName === name)) return
  if (vendors.some((vendor) => vendor.name === name)) {
    throw createInvalidProblem(`${name} documents no rate limit; ${limited.join(' and ')} do`)
  }
  throw createInvalidProblem(`there is no vendor "${name}"; ${suggestName(name, limited)}`)
}

function parseWindow(field: string, text: string): Duration {
  const window = parseDurationField(field, text)
  if (window >= SECOND) return window
  throw createInvalidProblem(`\`${field}\` must be at least 1s, not "${text}"`)
}

/** Returns the documented rate limit of a vendor; the first one where operations have several. */
function findRateLimit({ rateLimit, operations }: Vendor, world: World): VendorRateLimit | undefined {
  if (typeof rateLimit !== 'function') return rateLimit
  return operations.map((operation) => rateLimit(operation, world)).find((candidate) => candidate !== undefined)
}

function serializeBucket(
  { key, meter }: ServedWorld['rateLimiters'][number],
  world: World,
): RateLimitsBody['buckets'][number] {
  const separator = key.indexOf(' ')
  const status = meter.getStatus(world.now)
  return {
    vendor: key.slice(0, separator),
    key: shortenKey(key.slice(separator + 1)),
    ...status,
    nextAllowedAt: formatIsoMicroseconds(status.nextAllowedAt),
    resetsAt: formatIsoMicroseconds(status.resetsAt),
  }
}

/** Hides most of a key, which may be a credential. */
function shortenKey(key: string): string {
  return key.length <= 12 ? key : `${key.slice(0, 8)}…`
}
