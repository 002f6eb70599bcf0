import { capabilitiesOf } from './capabilities.ts'
import type { Check } from './check.ts'
import type { Subject } from './context.ts'
import { authorityOf } from './judge-check.ts'
import type { Context } from './observation.ts'
import type { Outcome } from './outcome.ts'
import type { CheckResult, Preflight, Result } from './result.ts'
import type { RunIdentity } from './run-identity.ts'
import { maskedThroughout } from './secrets.ts'
import { skewOf } from './skew.ts'
import type { Vendor } from './vendor.ts'

/** All that a result is made from. */
export interface Finished {
  readonly vendor: Vendor
  readonly subject: Subject
  readonly context: Context
  readonly identity: RunIdentity
  readonly preflight: Preflight
  readonly judged: ReadonlyMap<string, CheckResult>
  readonly startedAt: number
  readonly masked: (text: string) => string
}

const UNCHECKED: Outcome = { kind: 'not-selected', reason: 'the target could not be checked' }

export function resultOf(finished: Finished): Result {
  const { vendor, subject, context, identity, preflight, judged, startedAt, masked } = finished
  const { client, clock, limits, profile, permits, ledger } = context
  return {
    format: 1,
    run: identity,
    vendor: { name: vendor.name, title: vendor.title, documentVersion: vendor.document.info.version },
    target: subject.baseUrl,
    profile,
    permits,
    preflight,
    capabilities: maskedThroughout(capabilitiesOf(context), masked),
    checks: vendor.checks.map((check) => judged.get(check.id) ?? checkResult(check, context, UNCHECKED)),
    ledger: maskedThroughout(ledger.entries, masked),
    traffic: maskedThroughout(client.traffic, masked),
    budget: limits,
    skewSeconds: skewOf(context.exchanges()),
    seconds: Math.round((clock.now() - startedAt) / 100) / 10,
    baseline: null,
  }
}

export function checkResult(check: Check, { contract }: Context, outcome: Outcome): CheckResult {
  const { id, level, title, unit, needs = [], source, security = false } = check
  const authority = authorityOf(check, contract)
  return { id, level, title, unit, needs, source: source.kind, authority, security, outcome }
}
