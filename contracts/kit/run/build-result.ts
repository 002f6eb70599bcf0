import type { CheckContext } from '../check-context.ts'
import type { Check } from '../check.ts'
import { type Exchange, getHeader, getMediaType, isClientError, isSuccess } from '../http/exchange.ts'
import { maskStrings } from '../http/masking.ts'
import { isObject } from '../json.ts'
import { parseHttpDate } from '../oracles/instants.ts'
import type { Outcome } from '../outcome.ts'
import { findPaginationWalks } from '../report/pagination-walk.ts'
import type { Capability, CheckResult, Preflight, Result } from '../result.ts'
import type { Vendor } from '../vendor.ts'
import type { RunTarget } from './create-context.ts'
import { describeSource } from './run-check.ts'
import type { RunIdentity } from './run-identity.ts'

type CapabilityReader = (exchanges: readonly Exchange[]) => string | null

/** What can be read from any record, each as the words that a report shows; null where the record says nothing. */
const CAPABILITY_READERS: Readonly<Record<string, CapabilityReader>> = {
  'refusal of a wrong credential': (all) =>
    listStatuses(all.filter(({ request }) => (request.credential ?? 'own') !== 'own').filter(isClientError)),
  'answer to an unknown path': (all) =>
    listStatuses(
      all.filter(({ request, method }) => request.operation === null && method === 'GET').filter(isClientError),
    ),
  'answer to bad input': (all) =>
    listStatuses(
      all
        .filter(
          ({ request }) =>
            request.intent === 'invalid' && request.operation !== null && (request.credential ?? 'own') === 'own',
        )
        .filter(isClientError),
    ),
  HEAD: (all) => listStatuses(all.filter(({ method }) => method === 'HEAD')),
  'error media type': (all) =>
    joinDistinct(all.filter(isClientError).map((exchange) => getMediaType(exchange) ?? 'none')),
  'members of error bodies': (all) =>
    joinDistinct(
      all
        .filter(isClientError)
        .flatMap(({ body }) => (isObject(body) ? [Object.keys(body).toSorted().join(' + ')] : [])),
    ),
  'rate headers': (all) => joinDistinct(all.flatMap(listRateHeaders)),
  'conditional requests': (all) =>
    joinDistinct(
      all.filter(isSuccess).flatMap((one) => ['etag', 'last-modified'].filter((name) => getHeader(one, name) !== null)),
    ),
}

/** What the target was found to do in this run, and what the profile says where nothing was found out. */
export function readCapabilities({ getExchanges, profile, client }: CheckContext): readonly Capability[] {
  const all = getExchanges()
  const probed = Object.entries(CAPABILITY_READERS).flatMap(([name, probe]): readonly Capability[] => {
    const value = probe(all)
    return value === null ? [] : [{ name, value, known: 'probed' }]
  })
  return [
    ...probed,
    { name: 'answers seen byte by byte', value: client.isExact ? 'yes' : 'no', known: 'probed' },
    { name: 'page base', value: String(profile.pageBase), known: 'profile' },
    { name: 'bounds', value: profile.bounds, known: 'profile' },
    { name: 'form of ids', value: profile.idForm, known: 'profile' },
  ]
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
 * How far the target's clock is ahead of ours in seconds, from the middle of what its Date headers say; negative when it is
 * behind, null when no answer tells the time. A Date header has whole seconds, so it is half a second late on average.
 */
export function measureClockSkew(exchanges: readonly Exchange[]): number | null {
  const apart = exchanges
    .flatMap((exchange) => {
      const date = parseHttpDate(getHeader(exchange, 'date') ?? '')
      return date === null ? [] : [date + 500 - (exchange.sentAt + exchange.receivedAt) / 2]
    })
    .toSorted((left, right) => left - right)
  const middle = apart[Math.floor(apart.length / 2)]
  return middle === undefined ? null : Math.round(middle / 100) / 10
}

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
