import type { CheckContext } from '../check-context.ts'
import type { Check } from '../check.ts'
import { summarizeConnection } from '../http/connection.ts'
import { type Exchange, getHeader, getMediaType, isClientError, isSuccess } from '../http/exchange.ts'
import { maskStrings } from '../http/masking.ts'
import { isObject } from '../json.ts'
import { parseHttpDate } from '../oracles/instants.ts'
import type { Outcome } from '../outcome.ts'
import { findPaginationWalks } from '../report/pagination-walk.ts'
import type { Capability, CheckResult, Preflight, Result } from '../result.ts'
import type { Vendor } from '../vendor.ts'
import type { PreparedRun, RunTarget } from './create-context.ts'
import { describeSource } from './run-check.ts'

type CapabilityReader = (exchanges: readonly Exchange[]) => string | null

/** Capabilities that any record of exchanges shows, by name; null where the record does not show one. */
const CAPABILITY_READERS: Readonly<Record<string, CapabilityReader>> = {
  'statuses for a wrong credential': (all) =>
    listStatuses(all.filter((exchange) => isClientError(exchange) && !hasOwnCredential(exchange))),
  'statuses for an unknown path': (all) =>
    listStatuses(
      all.filter(isClientError).filter(({ request, method }) => request.operation === null && method === 'GET'),
    ),
  'statuses for invalid input': (all) =>
    listStatuses(
      all
        .filter((exchange) => isClientError(exchange) && hasOwnCredential(exchange))
        .filter(({ request }) => request.intent === 'invalid' && request.operation !== null),
    ),
  'statuses for HEAD': (all) => listStatuses(all.filter(({ method }) => method === 'HEAD')),
  'error media type': (all) =>
    joinDistinct(all.filter(isClientError).map((exchange) => getMediaType(exchange) ?? 'none')),
  'fields of error bodies': (all) =>
    joinDistinct(
      all
        .filter(isClientError)
        .flatMap(({ body }) => (isObject(body) ? [Object.keys(body).toSorted().join(' + ')] : [])),
    ),
  'rate-limit headers': (all) => joinDistinct(all.flatMap(listRateHeaders)),
  'conditional requests': (all) =>
    joinDistinct(
      all
        .filter(isSuccess)
        .flatMap((exchange) => ['etag', 'last-modified'].filter((name) => getHeader(exchange, name) !== null)),
    ),
}

/** Returns the measured capabilities of the target, and those of the profile. */
function readCapabilities({ getExchanges, profile, client }: CheckContext): readonly Capability[] {
  const all = getExchanges()
  const probed = Object.entries(CAPABILITY_READERS).flatMap(([name, readCapability]): readonly Capability[] => {
    const value = readCapability(all)
    return value === null ? [] : [{ name, value, source: 'probed' }]
  })
  return [
    ...probed,
    { name: 'exact responses', value: client.isExact ? 'yes' : 'no', source: 'probed' },
    { name: 'page base', value: String(profile.pageBase), source: 'profile' },
    { name: 'time bounds', value: profile.bounds, source: 'profile' },
    { name: 'form of ids', value: profile.idForm, source: 'profile' },
  ]
}

function hasOwnCredential({ request }: Exchange): boolean {
  return (request.credential ?? 'own') === 'own'
}

function listStatuses(exchanges: readonly Exchange[]): string | null {
  return joinDistinct(exchanges.map(({ status }) => String(status)))
}

function joinDistinct(values: readonly string[]): string | null {
  return values.length === 0 ? null : [...new Set(values)].toSorted().join(', ')
}

function listRateHeaders({ headers }: Exchange): readonly string[] {
  return headers.map(([name]) => name.toLowerCase()).filter((name) => /^(x-)?ratelimit|^retry-after$/.test(name))
}

/**
 * Returns the seconds by which the target's clock is ahead of the local one, as the median of its Date headers; null
 * without any. A Date header has whole seconds, so it is half a second late on average.
 */
function measureClockSkew(exchanges: readonly Exchange[]): number | null {
  const offsets = exchanges
    .flatMap((exchange) => {
      const date = parseHttpDate(getHeader(exchange, 'date') ?? '')
      return date === null ? [] : [date + 500 - (exchange.sentAt + exchange.receivedAt) / 2]
    })
    .toSorted((left, right) => left - right)
  const median = offsets[Math.floor(offsets.length / 2)]
  return median === undefined ? null : Math.round(median / 100) / 10
}

interface FinishedRun extends PreparedRun {
  readonly target: RunTarget
  readonly preflight: Preflight
  readonly checkResults: ReadonlyMap<string, CheckResult>
  readonly maskSecrets: (text: string) => string
}

const NOT_CHECKED: Outcome = { kind: 'not-selected', reason: 'the preflight failed' }

export function buildResult(vendor: Vendor, run: FinishedRun): Result {
  const { target, context, identity, preflight, checkResults, startedAt, maskSecrets } = run
  const { client, clock, limits, profile, permits, ledger } = context
  return {
    format: 2,
    run: identity,
    vendor: { name: vendor.name, title: vendor.title, documentVersion: vendor.document.info.version },
    target: target.baseUrl,
    connection: summarizeConnection(target.connection ?? {}),
    profile,
    permits,
    preflight,
    operations: context.operations.lists,
    capabilities: maskStrings(readCapabilities(context), maskSecrets),
    checks: vendor.checks.map((check) => checkResults.get(check.id) ?? toCheckResult(check, context, NOT_CHECKED)),
    walks: findPaginationWalks(context.getExchanges()),
    ledger: maskStrings(ledger.entries, maskSecrets),
    ledgerFailure: ledger.failure,
    traffic: maskStrings(client.traffic, maskSecrets),
    budget: limits,
    skewSeconds: measureClockSkew(context.getExchanges()),
    seconds: Math.round((clock.now() - startedAt) / 100) / 10,
    baseline: null,
  }
}

export function toCheckResult(check: Check, { contract }: CheckContext, outcome: Outcome, seconds = 0): CheckResult {
  const { id, level, title, unit, needs = [], source, security = false } = check
  const authority = describeSource(check, contract)
  return { id, level, title, unit, needs, source: source.kind, authority, security, seconds, outcome }
}
