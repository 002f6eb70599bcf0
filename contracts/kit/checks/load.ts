import { type CheckRequest, getHeader, isSuccess } from '../http/exchange.ts'
import type { Check } from '../check.ts'
import { checkEach, CheckStoppedError, createInconclusive, createNotApplicable } from '../outcome.ts'
import { isSameJson } from '../json.ts'
import type { CheckContext } from '../check-context.ts'
import { getItemIds, buildOperationRequest, type Survey } from './readable-api.ts'

const CONCURRENCY = 12
/** How often to ask anew where something came or went meanwhile. */
const MAX_ATTEMPTS = 3
/** More requests than a quota may hold are not sent to find it. */
const MAX_LIMIT = 400
/** Milliseconds within which a quota must be used up. */
const MAX_DURATION_MS = 20_000

const common = { level: 'SHOULD', source: { kind: 'house' }, needs: ['load'] } as const

/** What holds when many ask at once; none of it is sent unless asked for. */
export function createLoadChecks({ api, reads }: Survey): readonly Check[] {
  return [
    {
      ...common,
      id: 'HTTP-034',
      title: 'Answers to many at once are not mixed up',
      unit: 'answer to one of many at once',
      remedy: 'several things to read',
      run: async ({ probeOnce, client }) => {
        const successfulReads = (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))
        const calls = Array.from(
          { length: CONCURRENCY },
          (_, index) => successfulReads[index % successfulReads.length],
        ).filter((read) => read !== undefined)
        if (successfulReads.length < 2) throw createNotApplicable('the target has not two things to read')
        const answers = await Promise.all(
          calls.map(async (read) => ({ read, exchange: await client.sendRequest(read.request) })),
        )
        return checkEach(answers, ({ read, exchange }) => {
          const known = getItemIds(api, read.exchange)
          const foreign = successfulReads.find(
            (other) =>
              other !== read &&
              getItemIds(api, exchange).some(
                (id) => !known.includes(id) && getItemIds(api, other.exchange).includes(id),
              ),
          )
          return foreign === undefined
            ? null
            : { message: 'the answer belongs to another request', witness: foreign.operation.id, exchange }
        })
      },
    },
    {
      ...common,
      id: 'CONS-003',
      title: 'The same question asked many times at once has one answer',
      unit: 'answer to the same question',
      remedy: 'something that can be read',
      run: async ({ probeOnce, client }) => {
        const read = (await probeOnce(reads)).find(({ exchange }) => isSuccess(exchange))
        if (read === undefined) throw createInconclusive('nothing can be read', 'something that can be read')
        for (let tried = 0; tried < MAX_ATTEMPTS; tried++) {
          const before = await client.sendRequest(read.request)
          const answers = await Promise.all(
            Array.from({ length: CONCURRENCY }, async () => await client.sendRequest(read.request)),
          )
          const after = await client.sendRequest(read.request)
          if (!isSameJson(before.body, after.body)) continue
          return checkEach(answers, (exchange) =>
            isSameJson(exchange.body, before.body) ? null : { message: 'one of many sees something else', exchange },
          )
        }
        throw createInconclusive('it changed meanwhile', 'a target without traffic')
      },
    },
    createRateLimitCheck({ reads }),
  ]
}

function createRateLimitCheck({ reads }: Pick<Survey, 'reads'>): Check {
  return {
    ...common,
    id: 'RATE-002',
    title: 'Who asks more than the quota gets 429, and is served again after the time that it says',
    unit: 'quota that was used up',
    remedy: 'a quota that a run can use up',
    run: async (context) => {
      const [read] = await context.probeOnce(reads)
      const limit = Number(
        read === undefined ? Number.NaN : (getHeader(read.exchange, 'x-ratelimit-limit') ?? Number.NaN),
      )
      if (read === undefined || Number.isNaN(limit)) throw createNotApplicable('the target tells of no quota')
      if (limit > MAX_LIMIT) throw createNotApplicable(`the quota of ${limit} is too large to be used up`)
      const call: CheckRequest = { ...buildOperationRequest(read.operation, read.values), intent: 'open' }
      const began = context.clock.now()
      const served = await exhaustRateLimit(call, limit, context)
      const refused = context.getExchanges().find((one) => one.request === call && one.status === 429)
      // A quota of a minute comes back while slow requests use it up.
      if (refused === undefined && context.clock.now() - began > MAX_DURATION_MS)
        throw createInconclusive('asking took so long that the quota came back meanwhile', 'a faster way to the target')
      return checkEach([refused], (exchange) => {
        if (exchange === undefined) return { message: `${limit + 2} requests in a row are not too many` }
        return served ? null : { message: 'who has waited as told is not served', exchange }
      })
    },
  }
}

/** Whether the target serves again after it has asked to wait; the client waits as it is told. */
async function exhaustRateLimit(call: CheckRequest, limit: number, { client }: CheckContext): Promise<boolean> {
  try {
    // Many at once while much is left, then one after the other: a quota is to be used up before it begins anew.
    let [asked, size] = [0, 1]
    while (asked < limit + 2) {
      const answers = await Promise.all(Array.from({ length: size }, async () => await client.sendRequest(call)))
      asked += size
      const remaining = Math.min(...answers.map((answer) => Number(getHeader(answer, 'x-ratelimit-remaining') ?? '0')))
      size = Math.max(1, Math.min(CONCURRENCY, remaining - 1))
    }
    return true
  } catch (error) {
    if (error instanceof CheckStoppedError && error.outcome.kind === 'blocked') return false
    throw error
  }
}
