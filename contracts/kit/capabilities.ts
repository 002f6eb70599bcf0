import { type Exchange, headerOf, isRefusal, isSuccess, mediaTypeOf } from './exchange.ts'
import { isObject } from './json.ts'
import type { Context } from './observation.ts'
import type { Capability } from './result.ts'

type Probe = (exchanges: readonly Exchange[]) => string | null

/** What can be read from any record, each as the words that a report shows; null where the record says nothing. */
const PROBES: Readonly<Record<string, Probe>> = {
  'refusal of a wrong credential': (all) =>
    statuses(all.filter(({ call }) => (call.credential ?? 'own') !== 'own').filter(isRefusal)),
  'answer to an unknown path': (all) =>
    statuses(all.filter(({ call, method }) => call.operation === null && method === 'GET').filter(isRefusal)),
  'answer to bad input': (all) =>
    statuses(
      all
        .filter(
          ({ call }) => call.intent === 'invalid' && call.operation !== null && (call.credential ?? 'own') === 'own',
        )
        .filter(isRefusal),
    ),
  HEAD: (all) => statuses(all.filter(({ method }) => method === 'HEAD')),
  'error media type': (all) => distinct(all.filter(isRefusal).map((exchange) => mediaTypeOf(exchange) ?? 'none')),
  'members of error bodies': (all) =>
    distinct(
      all.filter(isRefusal).flatMap(({ body }) => (isObject(body) ? [Object.keys(body).toSorted().join(' + ')] : [])),
    ),
  'rate headers': (all) => distinct(all.flatMap(rateHeaders)),
  'conditional requests': (all) =>
    distinct(
      all.filter(isSuccess).flatMap((one) => ['etag', 'last-modified'].filter((name) => headerOf(one, name) !== null)),
    ),
}

/** What the target was found to do in this run, and what the profile says where nothing was found out. */
export function capabilitiesOf({ exchanges, profile, client }: Context): readonly Capability[] {
  const all = exchanges()
  const probed = Object.entries(PROBES).flatMap(([name, probe]): readonly Capability[] => {
    const value = probe(all)
    return value === null ? [] : [{ name, value, known: 'probed' }]
  })
  return [
    ...probed,
    { name: 'answers seen byte by byte', value: client.exact ? 'yes' : 'no', known: 'probed' },
    { name: 'page base', value: String(profile.pageBase), known: 'profile' },
    { name: 'bounds', value: profile.bounds, known: 'profile' },
    { name: 'form of ids', value: profile.idForm, known: 'profile' },
  ]
}

function statuses(exchanges: readonly Exchange[]): string | null {
  return distinct(exchanges.map(({ status }) => String(status)))
}

function distinct(values: readonly string[]): string | null {
  return values.length === 0 ? null : [...new Set(values)].toSorted().join(', ')
}

function rateHeaders({ headers }: Exchange): readonly string[] {
  return headers.map(([name]) => name.toLowerCase()).filter((name) => /^(x-)?ratelimit|^retry-after$/.test(name))
}
