import { bestPractice, type Check } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import { defineProbe, type Probe } from '../../check-context.ts'
import { mapInOrder } from '../send.ts'
import { checkEach, createBlocked } from '../../outcome.ts'
import { describeShape, getString } from '../../json.ts'
import { compareInstants, toInstant, parseInstant } from '../../oracles/instants.ts'
import { type ApiRead, getItemIds, getItems, type Survey } from '../readable-api.ts'
import { createExchangeCheck, createRecordCheck } from '../record-check.ts'

export function createAfterInvalidRequestsChecks({ api, reads }: Survey): readonly Check[] {
  const repeatedReads = defineProbe<readonly RepeatedRead[]>(
    'repeating the reads',
    async ({ probeOnce, client }) =>
      await mapInOrder(
        (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange)),
        async ({ operation, request, exchange }) => {
          return { operation, before: exchange, after: await client.sendRequest({ ...request, intent: 'open' }) }
        },
      ),
  )
  return [
    createExchangeCheck('NEG-009', bestPractice, {
      title: 'Error responses arrive within the time limit',
      evidence: ['error response', 'let the run send invalid requests'],
      select: ({ getExchanges }) =>
        getExchanges().filter(({ status, request }) => status >= 400 && status !== 429 && request.intent !== 'valid'),
      judge: (exchange, { profile: { errorTimeoutSeconds } }) => {
        const seconds = (exchange.receivedAt - exchange.sentAt) / 1000
        if (seconds <= errorTimeoutSeconds) return null
        const message = `an error response after more than ${errorTimeoutSeconds} s`
        return { message, example: `${seconds} s`, exchange }
      },
    }),
    createRecordCheck('NEG-010', bestPractice, {
      title: 'Reads that worked before the invalid requests still work',
      evidence: ['repeated read', 'a readable resource'],
      run: async ({ probeOnce }) =>
        checkEach(await probeOnce(repeatedReads), ({ before, after }) => {
          if (after.status !== before.status) {
            // Another client may have deleted a single item in between.
            return after.status === 404
              ? { message: 'the item is gone', level: 'INFO', exchange: after }
              : { message: `status ${after.status} instead of ${before.status}`, exchange: after }
          }
          return describeShape(before.body) === describeShape(after.body)
            ? null
            : { message: 'the body has other fields than before', exchange: after }
        }),
    }),
    createUnchangedDataCheck(api, repeatedReads),
  ]
}

/** A read from before the invalid requests, and its repetition after them. */
interface RepeatedRead extends Pick<ApiRead, 'operation'> {
  readonly before: Exchange
  readonly after: Exchange
}

function createUnchangedDataCheck(api: Survey['api'], repeatedReads: Probe<readonly RepeatedRead[]>): Check {
  return createRecordCheck('NEG-011', bestPractice, {
    title: 'Invalid requests create nothing',
    evidence: ['list that was read before and after', 'a list'],
    run: async ({ probeOnce, ledger }) => {
      const lists = (await probeOnce(repeatedReads)).filter(({ operation }) => !(operation.id in api.detailReads))
      if (lists.length === 0) throw createBlocked('no list could be read')
      const createdByRun = new Set(ledger.entries.map(({ id }) => id))
      return checkEach(lists, ({ before, after }) => {
        const idsBefore = new Set(getItemIds(api, before))
        const start = toInstant(readServerTime(before) - 1000)
        const idsAfter = new Set(getItemIds(api, after))
        const removedCount = [...idsBefore].filter((id) => !idsAfter.has(id)).length
        const reappeared = getItems(api, after.body).filter((item) => {
          const id = api.getId(item) ?? ''
          const dates = [api.createdAtPath, api.updatedAtPath].map((steps) => parseInstant(getString(item, ...steps)))
          const isOld = dates.every((instant) => instant !== null && compareInstants(instant, start) < 0)
          return !idsBefore.has(id) && !createdByRun.has(id) && isOld
        })
        // Where an item was deleted, an older one may move up in its place.
        const [first] = reappeared.length > removedCount ? reappeared : []
        if (first === undefined) return null
        const message = 'an old item appeared that was not there before'
        return { message, example: api.getId(first) ?? '', exchange: after }
      })
    },
  })
}
