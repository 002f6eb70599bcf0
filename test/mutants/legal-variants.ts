import * as validation from '../../mock/http/validation.ts'
import { Problem } from '../../mock/http/problem.ts'
import { RateLimiter } from '../../mock/http/rate-limit.ts'
import * as filters from '../../mock/vendors/recrubo/filter.ts'
import * as flowRuns from '../../mock/vendors/recrubo/flow-runs.ts'
import * as runsQuery from '../../mock/vendors/rapidpro/runs.ts'
import * as pagination from '../../mock/wire/pagination.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import * as runOperations from '../../mock/world/state/run-operations.ts'
import { addDuration } from '../../mock/world/time.ts'
import * as byCreation from '../../mock/world/query/by-creation.ts'
import { OperationError } from '../../mock/world/state/operation.ts'
import * as pages from '../../mock/world/query/page.ts'
import { readRun } from '../../mock/world/state/view.ts'
import type { VendorName } from '../../contracts/index.ts'
import type { LegalVariant } from '../contracts/legal-variants/legal-variant.ts'
import {
  changeBodies,
  changeRequests,
  changeResponses,
  deleteParameter,
  type Mutation,
  setParameter,
} from '../contracts/mutants/mutant.ts'
import { capitalizeIds } from '../contracts/legal-variants/wire-variants.ts'
import { CALL_ORIGINAL, breakFunction } from './break-function.ts'

/** RapidPro with another page size; separate, because the test of the other variants replaces the same function. */
export const pageSizeVariant: LegalVariant<never> = {
  name: 'pages of 100 runs',
  change: breakFunction(pagination, 'buildCursorPage', (original, [cursor, , read]) => original(cursor, 100, read)),
}

/** The number of reads in which contacts have their former name. */
const RENAMED_READS = 25

const isSessionList = (url: URL): boolean => url.pathname.endsWith('/sessions')

/** Inserts one run after every so many successful reads of a list. */
function insertWhileReading(path: string, interval: number): Mutation<never> {
  return (twin, recordHit) => {
    let turn = 0
    return async (request) => {
      const response = await twin.fetch(request)
      const isRead = request.method === 'GET' && response.status === 200 && new URL(request.url).pathname.endsWith(path)
      if (isRead && ++turn % interval === 0) {
        recordHit()
        await twin.control?.insert(1)
      }
      return response
    }
  }
}

/** Changes of the mock's code that the documents allow. */
export const legalVariants: Readonly<Record<VendorName, readonly LegalVariant<never>[]>> = {
  qyvo: [
    {
      name: '422 for an unknown parameter',
      change: changeResponses((_, { url }) => {
        if (!url.searchParams.has('flowtwin')) return null
        const errors = { flowtwin: ['The flowtwin field is not allowed.'] }
        return { status: 422, text: JSON.stringify({ message: 'The given data was invalid.', errors }) }
      }),
    },
    {
      name: 'a context with a value that a node added',
      change: changeBodies((body, { url }) => {
        if (url.pathname.endsWith('new-flow-triggered'))
          for (const session of body as { context: Record<string, unknown> }[]) session.context['seen_by'] = 'node'
      }),
    },
    {
      name: 'ties in reverse order',
      change: breakFunction(byCreation, 'listNewestRuns', (original, [view, query]) => {
        const dated = original(view, query).map((ref) => ({ ref, at: readRun(view, ref).createdAt }))
        return [...new Set(dated.map(({ at }) => at))].flatMap((instant) =>
          dated
            .filter(({ at }) => at === instant)
            .map(({ ref }) => ref)
            .toReversed(),
        )
      }),
    },
    {
      name: '429 for every ninth request',
      change: (twin, recordHit) => {
        let turn = 0
        return breakFunction(RateLimiter.prototype, 'consume', (original, [now]) =>
          ++turn % 9 === 4 ? { ...original(now), isAllowed: false, retryAfter: 3 } : CALL_ORIGINAL,
        )(twin, recordHit)
      },
    },
    {
      name: 'chunked bodies and undocumented headers',
      change: (twin, recordHit) => async (request) => {
        const response = await twin.fetch(request)
        const bytes = new Uint8Array(await response.arrayBuffer())
        const halves = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]
        recordHit()
        const headers = { ...Object.fromEntries(response.headers), 'X-Served-By': 'node 7', Via: '1.1 proxy' }
        return new Response(bytes.length === 0 ? null : ReadableStream.from(halves), {
          status: response.status,
          headers,
        })
      },
    },
  ],
  recrubo: [
    {
      // Responses show seconds, but the vendor may compare microseconds.
      name: 'hidden fractions of a second in comparisons',
      change: breakFunction(filters, 'parseInstantRange', (original, [condition]) => {
        const operator = { gt: 'gte', lte: 'lt' }[condition.operator as string]
        return operator === undefined ? CALL_ORIGINAL : original({ ...condition, operator: operator as 'gte' | 'lt' })
      }),
    },
    {
      name: 'page sizes over 200 reduced to 200',
      change: changeRequests(
        (url) => Number(url.searchParams.get('page[size]')) > 200 && setParameter(url, 'page[size]', '200'),
      ),
    },
    {
      name: 'neither comparisons nor a second sort key',
      change: changeResponses((_, { url }) => {
        const isUnsupported = /%5D%5B|\]\[/.test(url.search) || url.searchParams.get('sort')?.includes(',') === true
        const error = { status: '400', title: 'Request Error', detail: 'not supported' }
        return isUnsupported ? { status: 400, text: JSON.stringify({ errors: [error] }) } : null
      }),
      expectedOutcomes: { 'JAPI-124': 'inconclusive' },
    },
    {
      name: 'a second end that is accepted without a change',
      change: breakFunction(runOperations, 'changeRun', (original, [present, overlay, logged]) => {
        try {
          original(present, overlay, logged)
          return CALL_ORIGINAL
        } catch (error) {
          if (!(error instanceof OperationError) || error.code !== 'already-ended') throw error
          return overlay
        }
      }),
    },
    {
      name: 'included resources in reverse order',
      change: breakFunction(flowRuns, 'collectIncluded', (original, [runs, inclusion, context]) =>
        original(runs, inclusion, context).toReversed(),
      ),
    },
  ],
  rapidpro: [
    { name: 'upper-case ids in every response', change: capitalizeIds() },
    {
      name: 'exclusive before and after',
      change: breakFunction(runsQuery, 'parseRunsQuery', (original, [text, world]) => {
        const query = original(text, world)
        if (query.from === undefined && query.to === undefined) return CALL_ORIGINAL
        return { ...query, from: query.from && addDuration(query.from, 1), to: query.to && addDuration(query.to, -1) }
      }),
    },
    {
      name: 'reverse ignored in every list',
      expectedOutcomes: { 'CUR-070': 'not-applicable', 'ORD-004': 'not-applicable' },
      change: changeRequests((url) => url.searchParams.has('reverse') && deleteParameter(url, 'reverse')),
    },
    { name: 'runs that start while lists are read', change: insertWhileReading('/runs.json', 9) },
    {
      name: 'contacts that get other names while lists are read',
      change: (twin, recordHit) => {
        let turn = 0
        return changeBodies((body, { url }) => {
          if (!url.pathname.endsWith('/runs.json') || url.searchParams.has('contact') || ++turn > RENAMED_READS) return
          for (const run of (body as { results: { contact: { name: unknown } }[] }).results) run.contact.name = 'Former'
        })(twin, recordHit)
      },
    },
    {
      name: 'only RFC 3339 bounds and canonical UUIDs accepted',
      change: changeResponses(({ status }, { url }) => {
        const bounds = ['before', 'after'].flatMap((name) => url.searchParams.get(name) ?? [])
        const isStrict = bounds.every((text) => /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text))
        const uuid = url.searchParams.get('uuid') ?? ''
        const isKnownForm = uuid === '' || uuid.length === 36
        return status === 200 && !(isStrict && isKnownForm)
          ? { status: 400, text: '{"detail":"Not a valid value"}' }
          : null
      }),
    },
  ],
  idnow: [
    { name: 'upper-case ids in every response', change: capitalizeIds() },
    { name: 'sessions that begin while lists are read', change: insertWhileReading('/live/sessions', 25) },
    {
      name: 'at most 50 sessions per page, as the page states',
      change: changeRequests(
        (url) => Number(url.searchParams.get('size')) > 50 && isSessionList(url) && setParameter(url, 'size', '50'),
      ),
    },
    {
      name: 'newest first by default',
      change: changeRequests((url, { method }) => {
        if (method !== 'GET' || !isSessionList(url) || url.searchParams.has('sortBy')) return false
        return url.searchParams.has('sortDesc')
          ? setParameter(url, 'sortBy', 'createdAt')
          : setParameter(url, 'sortBy', 'createdAt') && setParameter(url, 'sortDesc', 'true')
      }),
    },
    {
      name: 'a client of one environment',
      expectedOutcomes: { 'PAGE-022': 'not-applicable', 'PAGE-052': 'not-applicable' },
      change: changeResponses((_, { url }) =>
        url.pathname.includes('/staging') ? { status: 403, text: '{"statusCode":403,"message":"Forbidden"}' } : null,
      ),
    },
    {
      name: 'statuses sorted in reverse order',
      change: breakFunction(pages, 'queryPage', (original, [view, query]) =>
        query.sort.by === 'status'
          ? original(view, { ...query, sort: { ...query.sort, order: query.sort.order.toReversed() } })
          : CALL_ORIGINAL,
      ),
    },
    {
      name: 'defaults for invalid page and size values',
      expectedOutcomes: { 'ERR-005': 'not-applicable' },
      change: breakFunction(validation, 'getRequestValidator', (original, [operation]) => {
        const validator = original(operation)
        const validateParameters: typeof validator.validateParameters = (path, query) => {
          try {
            return validator.validateParameters(path, query)
          } catch (error) {
            if (!(error instanceof Problem)) throw error
            return validator.validateParameters(path, new QueryString(''))
          }
        }
        return { ...validator, validateParameters }
      }),
    },
  ],
}
