// Checks: NEG-009, NEG-010, NEG-011
import type { Check } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import type { CheckContext } from '../../check-context.ts'
import { mapInOrder } from '../send.ts'
import { checkEach, createBlocked } from '../../outcome.ts'
import { describeShape, getString } from '../../json.ts'
import { compareInstants, toInstant, parseInstant } from '../../oracles/instants.ts'
import { type ApiRead, getItemIds, getItems, type Survey } from '../readable-api.ts'
import { createExchangeCheck, createRecordCheck } from '../record-check.ts'

const common = { level: 'SHOULD', source: { kind: 'best-practice' } } as const

/** Creates the checks of the target after all invalid requests. */
export function createAfterInvalidRequestsChecks({ api, reads }: Survey): readonly Check[] {
  return [
    createExchangeCheck({
      ...common,
      id: 'NEG-009',
      title: 'Error responses arrive within the time limit',
      unit: 'error response',
      hint: 'let the run send invalid requests',
      select: ({ getExchanges }) =>
        getExchanges().filter(({ status, request }) => status >= 400 && status !== 429 && request.intent !== 'valid'),
      judge: (exchange, { profile: { errorTimeoutSeconds } }) => {
        const seconds = (exchange.receivedAt - exchange.sentAt) / 1000
        if (seconds <= errorTimeoutSeconds) return null
        const message = `an error response after more than ${errorTimeoutSeconds} s`
        return { message, example: `${seconds} s`, exchange }
      },
    }),
    createRecordCheck({
      ...common,
      id: 'NEG-010',
      title: 'Reads that worked before the invalid requests still work',
      unit: 'repeated read',
      hint: 'a readable resource',
      run: async ({ probeOnce, client }) => {
        const successfulReads = (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))
        return checkEach(await readAgain(successfulReads, client), ({ before, after }) => {
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
      return checkEach(await readAgain(lists, client), ({ before, after }) => {
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

/** Repeats reads. Returns the earlier and the later response of each. */
async function readAgain(
  reads: readonly ApiRead[],
  client: CheckContext['client'],
): Promise<readonly { readonly before: Exchange; readonly after: Exchange }[]> {
  return await mapInOrder(reads, async ({ request, exchange }) => {
    return { before: exchange, after: await client.sendRequest({ ...request, intent: 'open' }) }
  })
}
