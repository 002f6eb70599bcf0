import * as deferredChecks from '../../mock/http/lazy-validation.ts'
import { Problem } from '../../mock/http/problem.ts'
import { RateLimiter } from '../../mock/http/rate-limit.ts'
import * as included from '../../mock/vendors/recrubo/flow-runs.ts'
import * as runsQuery from '../../mock/vendors/rapidpro/runs.ts'
import * as cursorPages from '../../mock/wire/pagination.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import * as fold from '../../mock/world/state/run-operations.ts'
import { addDuration } from '../../mock/world/time/instant.ts'
import * as listing from '../../mock/world/query/by-creation.ts'
import { OperationError } from '../../mock/world/state/operation.ts'
import * as pages from '../../mock/world/query/page.ts'
import { readRun } from '../../mock/world/state/view.ts'
import type { VendorName } from '../../contracts/index.ts'
import type { Cousin } from '../contracts/cousins/cousin.ts'
import { capitals } from '../contracts/cousins/wire-cousins.ts'
import { AS_EVER, wrong } from './wrong.ts'

/** Other mocks that the documents allow just as well. */
export const legalVariants: Readonly<Record<VendorName, readonly Cousin<never>[]>> = {
  qyvo: [
    {
      name: 'sessions of one instant the other way round',
      differ: wrong(listing, 'listNewestRuns', (truth, [view, of]) => {
        const dated = truth(view, of).map((ref) => ({ ref, at: readRun(view, ref).createdAt }))
        return [...new Set(dated.map(({ at }) => at))].flatMap((instant) =>
          dated
            .filter(({ at }) => at === instant)
            .map(({ ref }) => ref)
            .toReversed(),
        )
      }),
    },
    {
      name: 'asking to wait now and then',
      differ: (twin, hit) => {
        let turn = 0
        return wrong(RateLimiter.prototype, 'consume', (truth, [now]) =>
          ++turn % 9 === 4 ? { ...truth(now), isAllowed: false, retryAfter: 3 } : AS_EVER,
        )(twin, hit)
      },
    },
    {
      name: 'bodies in pieces, and headers that nobody documented',
      differ: (twin, hit) => async (request) => {
        const response = await twin.send(request)
        const bytes = new Uint8Array(await response.arrayBuffer())
        const halves = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]
        hit()
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
      name: 'a second end that changes nothing',
      differ: wrong(fold, 'changeRun', (truth, [present, overlay, logged]) => {
        try {
          truth(present, overlay, logged)
          return AS_EVER
        } catch (error) {
          if (!(error instanceof OperationError) || error.reason !== 'already-ended') throw error
          return overlay
        }
      }),
    },
    {
      name: 'included resources in another order',
      differ: wrong(included, 'collectIncluded', (truth, [runs, inclusion, scene]) =>
        truth(runs, inclusion, scene).toReversed(),
      ),
    },
  ],
  rapidpro: [
    { name: 'upper-case ids in every answer', differ: capitals() },
    {
      name: 'pages of a hundred',
      differ: wrong(cursorPages, 'buildCursorPage', (truth, [cursor, , read]) => truth(cursor, 100, read)),
    },
    {
      name: 'bounds that are exclusive',
      differ: wrong(runsQuery, 'parseRunsQuery', (truth, [text, world]) => {
        const query = truth(text, world)
        if (query.from === undefined && query.to === undefined) return AS_EVER
        return { ...query, from: query.from && addDuration(query.from, 1), to: query.to && addDuration(query.to, -1) }
      }),
      // The groups of ties that were steered to an edge are cut off by the bound itself.
      otherwise: { 'CUR-009': 'inconclusive' },
    },
  ],
  idnow: [
    { name: 'upper-case ids in every answer', differ: capitals() },
    {
      name: 'statuses in another order of their own',
      differ: wrong(pages, 'queryPage', (truth, [view, query]) =>
        query.sort.by === 'status'
          ? truth(view, { ...query, sort: { ...query.sort, order: query.sort.order.toReversed() } })
          : AS_EVER,
      ),
    },
    {
      name: 'odd values of page and size that count as left out, and say so',
      otherwise: { 'ERR-005': 'not-applicable' },
      differ: wrong(deferredChecks, 'getRequestValidator', (truth, [operation]) => {
        const checks = truth(operation)
        const parameters: typeof checks.validateParameters = (path, query) => {
          try {
            return checks.validateParameters(path, query)
          } catch (error) {
            if (!(error instanceof Problem)) throw error
            return checks.validateParameters(path, new QueryString(''))
          }
        }
        return { ...checks, validateParameters: parameters }
      }),
    },
  ],
}
