import { bestPractice, type Check, defineCheck } from '../check.ts'
import { type CheckRequest, getHeader, isSuccess } from '../http/exchange.ts'
import { checkEach, CheckStoppedError, createInconclusive, createNotApplicable } from '../outcome.ts'
import { isSameJson } from '../json.ts'
import type { CheckContext } from '../check-context.ts'
import { getItemIds, buildOperationRequest, type Survey } from './readable-api.ts'

const CONCURRENCY = 12
/** Attempts when the data changes in between. */
const MAX_ATTEMPTS = 3
/** The largest rate limit, in requests, that the run exhausts. */
const MAX_LIMIT = 400
/** Milliseconds within which a rate limit must be exhausted; after that its window may have been reset. */
const MAX_DURATION_MS = 20_000

/** Creates the checks of concurrent requests and rate limits; they need `--load`. */
export function createLoadChecks({ api, reads }: Survey): readonly Check[] {
  return [
    defineCheck('HTTP-034', bestPractice, {
      title: 'Concurrent requests get their own responses',
      needs: ['load'],
      evidence: ['concurrent request', 'two readable resources or more'],
      run: async ({ probeOnce, client }) => {
        const successfulReads = (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))
        if (successfulReads.length < 2) throw createNotApplicable('the target has fewer than two readable resources')
        const rounds = Array.from({ length: Math.ceil(CONCURRENCY / successfulReads.length) }, () => successfulReads)
        const concurrentReads = rounds.flat().slice(0, CONCURRENCY)
        const exchanges = await Promise.all(
          concurrentReads.map(async (read) => ({ read, exchange: await client.sendRequest(read.request) })),
        )
        return checkEach(exchanges, ({ read, exchange }) => {
          const ids = getItemIds(api, read.exchange)
          const foreignIds = getItemIds(api, exchange).filter((id) => !ids.includes(id))
          const foreign = successfulReads.find(
            (other) => other !== read && getItemIds(api, other.exchange).some((id) => foreignIds.includes(id)),
          )
          return foreign === undefined
            ? null
            : { message: 'the response belongs to another request', example: foreign.operation.id, exchange }
        })
      },
    }),
    defineCheck('CONS-003', bestPractice, {
      title: 'Identical concurrent requests get the same response',
      needs: ['load'],
      evidence: ['concurrent identical request', 'a readable resource'],
      run: async ({ probeOnce, client }) => {
        const read = (await probeOnce(reads)).find(({ exchange }) => isSuccess(exchange))
        if (read === undefined) throw createInconclusive('nothing can be read', 'a readable resource')
        for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
          const before = await client.sendRequest(read.request)
          const exchanges = await Promise.all(
            Array.from({ length: CONCURRENCY }, async () => await client.sendRequest(read.request)),
          )
          const after = await client.sendRequest(read.request)
          if (before.text !== after.text && !isSameJson(before.body, after.body)) continue
          return checkEach(exchanges, (exchange) =>
            exchange.text === before.text || isSameJson(exchange.body, before.body)
              ? null
              : { message: 'a concurrent response differs', exchange },
          )
        }
        throw createInconclusive('the data changed in between', 'a target without traffic')
      },
    }),
    createRateLimitCheck({ reads }),
  ]
}

function createRateLimitCheck({ reads }: Pick<Survey, 'reads'>): Check {
  return defineCheck('RATE-002', bestPractice, {
    title: 'Requests beyond the rate limit get 429 and succeed again after Retry-After',
    needs: ['load'],
    evidence: ['exhausted rate limit', 'a rate limit that the run can exhaust'],
    run: async (context) => {
      const [read] = await context.probeOnce(reads)
      const header = read === undefined ? null : getHeader(read.exchange, 'x-ratelimit-limit')
      const limit = Number(header ?? Number.NaN)
      if (read === undefined || Number.isNaN(limit)) throw createNotApplicable('the target sends no X-RateLimit-Limit')
      if (limit > MAX_LIMIT) throw createNotApplicable(`the rate limit of ${limit} is too high to exhaust`)
      const request: CheckRequest = { ...buildOperationRequest(read.operation, read.values), intent: 'open' }
      const start = context.clock.now()
      const isServedAgain = await exhaustRateLimit(request, limit, context)
      const exchanges = context.getExchanges().filter((exchange) => exchange.request === request)
      const rejected = exchanges.find(({ status }) => status === 429)
      // The window of a rate limit may be reset while slow requests exhaust it.
      if (rejected === undefined && context.clock.now() - start > MAX_DURATION_MS)
        throw createInconclusive(
          'the rate limit was reset before it was exhausted',
          'a faster connection to the target',
        )
      return checkEach([rejected], (exchange) => {
        if (exchange === undefined) return { message: `${limit + 2} requests in a row are not rejected` }
        return isServedAgain ? null : { message: 'rejected again after waiting Retry-After', exchange }
      })
    },
  })
}

/** Sends more requests than the limit allows; the client waits as Retry-After states. False when the target keeps rejecting. */
async function exhaustRateLimit(request: CheckRequest, limit: number, { client }: CheckContext): Promise<boolean> {
  try {
    client.resumeSpeed()
    // Concurrently while much is left, then one after the other, so that the limit is exhausted before its reset.
    let [sentCount, size] = [0, 1]
    while (sentCount < limit + 2) {
      const exchanges = await Promise.all(Array.from({ length: size }, async () => await client.sendRequest(request)))
      sentCount += size
      const remaining = exchanges.map((exchange) => Number(getHeader(exchange, 'x-ratelimit-remaining') ?? '0'))
      size = Math.max(1, Math.min(CONCURRENCY, ...remaining.map((count) => count - 1)))
    }
    return true
  } catch (error) {
    if (error instanceof CheckStoppedError && error.outcome.kind === 'blocked') return false
    throw error
  }
}
