import { readCapabilities } from './capabilities.ts'
import type { Check } from './check.ts'
import type { RunTarget } from './context.ts'
import { describeSource } from './judge-check.ts'
import type { CheckContext } from './observation.ts'
import type { Outcome } from './outcome.ts'
import type { CheckResult, Preflight, Result } from './result.ts'
import type { RunIdentity } from './run-identity.ts'
import { maskStrings } from './secrets.ts'
import { measureClockSkew } from './skew.ts'
import { findPaginationWalks } from './walk-seen.ts'
import type { Vendor } from './vendor.ts'

/** All that a result is made from. */
export interface ResultInput {
  readonly vendor: Vendor
  readonly target: RunTarget
  readonly context: CheckContext
  readonly identity: RunIdentity
  readonly preflight: Preflight
  readonly checkResults: ReadonlyMap<string, CheckResult>
  readonly startedAt: number
  readonly maskSecrets: (text: string) => string
}

const NOT_CHECKED: Outcome = { kind: 'not-selected', reason: 'the target could not be checked' }

export function buildResult(finished: ResultInput): Result {
  const { vendor, target, context, identity, preflight, checkResults, startedAt, maskSecrets } = finished
  const { client, clock, limits, profile, permits, ledger } = context
  return {
    format: 1,
    run: identity,
    vendor: { name: vendor.name, title: vendor.title, documentVersion: vendor.document.info.version },
    target: target.baseUrl,
    profile,
    permits,
    preflight,
    capabilities: maskStrings(readCapabilities(context), maskSecrets),
    checks: vendor.checks.map((check) => checkResults.get(check.id) ?? toCheckResult(check, context, NOT_CHECKED)),
    walks: findPaginationWalks(context.getExchanges()),
    ledger: maskStrings(ledger.entries, maskSecrets),
    traffic: maskStrings(client.traffic, maskSecrets),
    budget: limits,
    skewSeconds: measureClockSkew(context.getExchanges()),
    seconds: Math.round((clock.now() - startedAt) / 100) / 10,
    baseline: null,
  }
}

export function toCheckResult(check: Check, { contract }: CheckContext, outcome: Outcome): CheckResult {
  const { id, level, title, unit, needs = [], source, security = false } = check
  const authority = describeSource(check, contract)
  return { id, level, title, unit, needs, source: source.kind, authority, security, outcome }
}
