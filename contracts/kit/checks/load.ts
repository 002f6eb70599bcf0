import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import { headerOf, isSuccess } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import { sameJson } from '../json.ts'
import type { Context } from '../observation.ts'
import { inconclusive, Interruption, notApplicable } from '../outcome.ts'
import { idsOf, readCall, type Survey } from '../surface.ts'

const AT_ONCE = 12
/** How often to ask anew where something came or went meanwhile. */
const MOST_TRIED = 3
/** More requests than a quota may hold are not sent to find it. */
const MOST_ASKED = 400
/** Milliseconds within which a quota must be used up. */
const MOST_TAKEN = 20_000

const common = { level: 'SHOULD', source: { kind: 'house' }, needs: ['load'] } as const

/** What holds when many ask at once; none of it is sent unless asked for. */
export function loadChecks({ surface, reads }: Survey): readonly Check[] {
  return [
    {
      ...common,
      id: 'HTTP-034',
      title: 'Answers to many at once are not mixed up',
      unit: 'answer to one of many at once',
      remedy: 'several things to read',
      judge: async ({ observe, client }) => {
        const made = (await observe(reads)).filter(({ exchange }) => isSuccess(exchange))
        const calls = Array.from({ length: AT_ONCE }, (_, index) => made[index % made.length]).filter(
          (read) => read !== undefined,
        )
        if (made.length < 2) throw notApplicable('the target has not two things to read')
        const answers = await Promise.all(calls.map(async (read) => ({ read, exchange: await client.send(read.call) })))
        return judgeEach(answers, ({ read, exchange }) => {
          const known = idsOf(surface, read.exchange)
          const foreign = made.find(
            (other) =>
              other !== read &&
              idsOf(surface, exchange).some((id) => !known.includes(id) && idsOf(surface, other.exchange).includes(id)),
          )
          return foreign === undefined
            ? null
            : { what: 'the answer belongs to another request', witness: foreign.operation.id, exchange }
        })
      },
    },
    {
      ...common,
      id: 'CONS-003',
      title: 'The same question asked many times at once has one answer',
      unit: 'answer to the same question',
      remedy: 'something that can be read',
      judge: async ({ observe, client }) => {
        const read = (await observe(reads)).find(({ exchange }) => isSuccess(exchange))
        if (read === undefined) throw inconclusive('nothing can be read', 'something that can be read')
        for (let tried = 0; tried < MOST_TRIED; tried++) {
          const before = await client.send(read.call)
          const answers = await Promise.all(Array.from({ length: AT_ONCE }, async () => await client.send(read.call)))
          const after = await client.send(read.call)
          if (!sameJson(before.body, after.body)) continue
          return judgeEach(answers, (exchange) =>
            sameJson(exchange.body, before.body) ? null : { what: 'one of many sees something else', exchange },
          )
        }
        throw inconclusive('it changed meanwhile', 'a target without traffic')
      },
    },
    quotaCheck({ reads }),
  ]
}

function quotaCheck({ reads }: Pick<Survey, 'reads'>): Check {
  return {
    ...common,
    id: 'RATE-002',
    title: 'Who asks more than the quota gets 429, and is served again after the time that it says',
    unit: 'quota that was used up',
    remedy: 'a quota that a run can use up',
    judge: async (context) => {
      const [read] = await context.observe(reads)
      const limit = Number(
        read === undefined ? Number.NaN : (headerOf(read.exchange, 'x-ratelimit-limit') ?? Number.NaN),
      )
      if (read === undefined || Number.isNaN(limit)) throw notApplicable('the target tells of no quota')
      if (limit > MOST_ASKED) throw notApplicable(`the quota of ${limit} is too large to be used up`)
      const call: Call = { ...readCall(read.operation, read.values), intent: 'open' }
      const began = context.clock.now()
      const served = await usedUp(call, limit, context)
      const refused = context.exchanges().find((one) => one.call === call && one.status === 429)
      // A quota of a minute comes back while slow requests use it up.
      if (refused === undefined && context.clock.now() - began > MOST_TAKEN)
        throw inconclusive('asking took so long that the quota came back meanwhile', 'a faster way to the target')
      return judgeEach([refused], (exchange) => {
        if (exchange === undefined) return { what: `${limit + 2} requests in a row are not too many` }
        return served ? null : { what: 'who has waited as told is not served', exchange }
      })
    },
  }
}

/** Whether the target serves again after it has asked to wait; the client waits as it is told. */
async function usedUp(call: Call, limit: number, { client }: Context): Promise<boolean> {
  try {
    // Many at once while much is left, then one after the other: a quota is to be used up before it begins anew.
    let [asked, size] = [0, 1]
    while (asked < limit + 2) {
      const answers = await Promise.all(Array.from({ length: size }, async () => await client.send(call)))
      asked += size
      const left = Math.min(...answers.map((answer) => Number(headerOf(answer, 'x-ratelimit-remaining') ?? '0')))
      size = Math.max(1, Math.min(AT_ONCE, left - 1))
    }
    return true
  } catch (error) {
    if (error instanceof Interruption && error.outcome.kind === 'blocked') return false
    throw error
  }
}
