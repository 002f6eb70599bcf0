import { type Exchange, getHeader, isClientError, isSuccess, getMediaType } from './exchange.ts'
import { isObject } from './json.ts'
import type { CheckContext } from './observation.ts'
import type { Capability } from './result.ts'

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
