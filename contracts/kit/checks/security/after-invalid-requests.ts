// Checks: NEG-009, NEG-010, NEG-011
import type { Check } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import { checkEach, createBlocked } from '../../outcome.ts'
import { describeShape, getString } from '../../json.ts'
import { compareInstants, toInstant, parseInstant } from '../../oracles/instants.ts'
import { getItemIds, getItems, type Survey } from '../readable-api.ts'
import { createRecordCheck } from '../record-check.ts'

const common = { level: 'SHOULD', source: { kind: 'best-practice' } } as const

/** Creates the checks of the target after all invalid requests. */
export function createAfterInvalidRequestsChecks({ api, reads }: Survey): readonly Check[] {
  return [
    createRecordCheck({
      ...common,
      id: 'NEG-009',
      title: 'Error responses arrive within the time limit',
      unit: 'error response',
      hint: 'let the run send invalid requests',
      run: ({ getExchanges, profile }) =>
        checkEach(
          getExchanges().filter(({ status, request }) => status >= 400 && status !== 429 && request.intent !== 'valid'),
          (exchange) => {
            const seconds = (exchange.receivedAt - exchange.sentAt) / 1000
            return seconds <= profile.errorTimeoutSeconds
              ? null
              : {
                  message: `an error response after more than ${profile.errorTimeoutSeconds} s`,
                  example: `${seconds} s`,
                  exchange,
                }
          },
        ),
    }),
    createRecordCheck({
      ...common,
      id: 'NEG-010',
      title: 'Reads that worked before the invalid requests still work',
      unit: 'repeated read',
      hint: 'a readable resource',
      run: async ({ probeOnce, client }) => {
        const pairs: { readonly before: Exchange; readonly after: Exchange }[] = []
        for (const { request, exchange } of (await probeOnce(reads)).filter((read) => isSuccess(read.exchange)))
          pairs.push({ before: exchange, after: await client.sendRequest({ ...request, intent: 'open' }) })
        return checkEach(pairs, ({ before, after }) => {
          if (after.status !== before.status) {
            // Another client may have deleted a single item in between.
            return after.status === 404
              ? { message: 'the item is gone', level: 'INFO', exchange: after }
              : { message: `status ${after.status} instead of ${before.status}`, exchange: after }
          }
          return describeShape(before.body) === describeShape(after.body)
            ? null
            : { message: 'the body has other fields than before', exchange: after }
        })
      },
    }),
    createUnchangedDataCheck(api, reads),
  ]
}

function createUnchangedDataCheck(api: Survey['api'], reads: Survey['reads']): Check {
  return createRecordCheck({
    ...common,
    id: 'NEG-011',
    title: 'Invalid requests create nothing',
    unit: 'list that was read before and after',
    hint: 'a list',
    run: async ({ probeOnce, client, ledger }) => {
      const lists = (await probeOnce(reads)).filter(
        ({ operation, exchange }) => !(operation.id in api.detailReads) && isSuccess(exchange),
      )
      if (lists.length === 0) throw createBlocked('no list could be read')
      const createdByRun = new Set(ledger.entries.map(({ id }) => id))
      const pairs: { readonly before: Exchange; readonly after: Exchange }[] = []
      for (const { request, exchange } of lists)
        pairs.push({ before: exchange, after: await client.sendRequest({ ...request, intent: 'open' }) })
      return checkEach(pairs, ({ before, after }) => {
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
        return first === undefined
          ? null
          : {
              message: 'an old item appeared that was not there before',
              example: api.getId(first) ?? '',
              exchange: after,
            }
      })
    },
  })
}
