import type { Check } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import { checkEach, createBlocked } from '../../outcome.ts'
import { isObject, getString } from '../../json.ts'
import { compareInstants, toInstant, parseInstant } from '../../oracles/instants.ts'
import { getItemIds, getItems, type Survey } from '../readable-api.ts'
import { createRecordCheck } from '../record-check.ts'

const common = { level: 'SHOULD', source: { kind: 'house' } } as const

/** What the target is like when all bad questions have been asked. */
export function createAfterInvalidRequestsChecks({ api, reads }: Survey): readonly Check[] {
  return [
    createRecordCheck({
      ...common,
      id: 'NEG-009',
      title: 'A refusal comes within the time that refusals may take',
      unit: 'refusal',
      remedy: 'let the run be refused',
      run: ({ getExchanges, profile }) =>
        checkEach(
          getExchanges().filter(({ status, request }) => status >= 400 && status !== 429 && request.intent !== 'valid'),
          (exchange) => {
            const seconds = (exchange.receivedAt - exchange.sentAt) / 1000
            return seconds <= profile.patienceSeconds
              ? null
              : { message: `a refusal after more than ${profile.patienceSeconds} s`, witness: `${seconds} s`, exchange }
          },
        ),
    }),
    createRecordCheck({
      ...common,
      id: 'NEG-010',
      title: 'What worked before the bad questions works after them in the same shape',
      unit: 'read that worked before',
      remedy: 'something that can be read',
      run: async ({ probeOnce, client }) => {
        const pairs: { readonly before: Exchange; readonly after: Exchange }[] = []
        for (const { request, exchange } of (await probeOnce(reads)).filter((read) => isSuccess(read.exchange)))
          pairs.push({ before: exchange, after: await client.sendRequest({ ...request, intent: 'open' }) })
        return checkEach(pairs, ({ before, after }) => {
          if (after.status !== before.status) {
            // A single thing may have been deleted by its owner meanwhile.
            return after.status === 404
              ? { message: 'something that was there is gone', level: 'INFO', exchange: after }
              : { message: `status ${after.status} where it was ${before.status}`, exchange: after }
          }
          return describeShape(before) === describeShape(after)
            ? null
            : { message: 'the answer has another shape', exchange: after }
        })
      },
    }),
    createUnchangedDataCheck(api, reads),
  ]
}

function createUnchangedDataCheck(surface: Survey['api'], reads: Survey['reads']): Check {
  return createRecordCheck({
    ...common,
    id: 'NEG-011',
    title: 'Bad questions leave nothing behind: nothing is there that was not, but what came meanwhile',
    unit: 'list that was read before and after',
    remedy: 'a list',
    run: async ({ probeOnce, client, ledger }) => {
      const lists = (await probeOnce(reads)).filter(
        ({ operation, exchange }) => !(operation.id in surface.detailReads) && isSuccess(exchange),
      )
      if (lists.length === 0) throw createBlocked('no list could be read')
      const createdByRun = new Set(ledger.entries.map(({ id }) => id))
      const pairs: { readonly before: Exchange; readonly after: Exchange }[] = []
      for (const { request, exchange } of lists)
        pairs.push({ before: exchange, after: await client.sendRequest({ ...request, intent: 'open' }) })
      return checkEach(pairs, ({ before, after }) => {
        const known = new Set(getItemIds(surface, before))
        const start = toInstant(readServerTime(before) - 1000)
        const seen = new Set(getItemIds(surface, after))
        const removedCount = [...known].filter((id) => !seen.has(id)).length
        const reappeared = getItems(surface, after.body).filter((item) => {
          const id = surface.getId(item) ?? ''
          const dates = [surface.createdAtPath, surface.updatedAtPath].map((steps) =>
            parseInstant(getString(item, ...steps)),
          )
          const isOld = dates.every((instant) => instant !== null && compareInstants(instant, start) < 0)
          return !known.has(id) && !createdByRun.has(id) && isOld
        })
        // Where something went, something older may come up in its place.
        const [first] = reappeared.length > removedCount ? reappeared : []
        return first === undefined
          ? null
          : { message: 'something old is there that was not', witness: surface.getId(first) ?? '', exchange: after }
      })
    },
  })
}

function describeShape({ body }: Exchange): string {
  if (Array.isArray(body)) return 'array'
  return isObject(body) ? Object.keys(body).toSorted().join() : typeof body
}
