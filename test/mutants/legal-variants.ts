import * as validation from '../../mock/http/validation.ts'
import { Problem } from '../../mock/http/problem.ts'
import { RateLimiter } from '../../mock/http/rate-limit.ts'
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
import { capitalizeIds } from '../contracts/legal-variants/wire-variants.ts'
import { CALL_ORIGINAL, breakFunction } from './break-function.ts'

/** RapidPro with another page size; separate, because the test of the other variants replaces the same function. */
export const pageSizeVariant: LegalVariant<never> = {
  name: 'pages of 100 runs',
  change: breakFunction(pagination, 'buildCursorPage', (original, [cursor, , read]) => original(cursor, 100, read)),
}

/** Changes of the mock's code that the documents allow. */
export const legalVariants: Readonly<Record<VendorName, readonly LegalVariant<never>[]>> = {
  qyvo: [
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
  ],
  idnow: [
    { name: 'upper-case ids in every response', change: capitalizeIds() },
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
