import type { Check } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import { isObject, textAt } from '../json.ts'
import { compareInstants, instantOf, readInstant } from '../oracles/instant.ts'
import { blocked } from '../outcome.ts'
import { serverTime } from '../server-time.ts'
import { idsOf, itemsOf, type Survey } from '../surface.ts'
import { recordCheck } from './record-check.ts'

const common = { level: 'SHOULD', source: { kind: 'house' } } as const

/** What the target is like when all bad questions have been asked. */
export function aftermathChecks({ surface, reads }: Survey): readonly Check[] {
  return [
    recordCheck({
      ...common,
      id: 'NEG-009',
      title: 'A refusal comes within the time that refusals may take',
      unit: 'refusal',
      remedy: 'let the run be refused',
      judge: ({ exchanges, profile }) =>
        judgeEach(
          exchanges().filter(({ status, call }) => status >= 400 && status !== 429 && call.intent !== 'valid'),
          (exchange) => {
            const seconds = (exchange.receivedAt - exchange.sentAt) / 1000
            return seconds <= profile.patienceSeconds
              ? null
              : { what: `a refusal after more than ${profile.patienceSeconds} s`, witness: `${seconds} s`, exchange }
          },
        ),
    }),
    recordCheck({
      ...common,
      id: 'NEG-010',
      title: 'What worked before the bad questions works after them in the same shape',
      unit: 'read that worked before',
      remedy: 'something that can be read',
      judge: async ({ observe, client }) => {
        const pairs: { readonly before: Exchange; readonly after: Exchange }[] = []
        for (const { call, exchange } of (await observe(reads)).filter((read) => isSuccess(read.exchange)))
          pairs.push({ before: exchange, after: await client.send({ ...call, intent: 'open' }) })
        return judgeEach(pairs, ({ before, after }) => {
          if (after.status !== before.status) {
            // A single thing may have been deleted by its owner meanwhile.
            return after.status === 404
              ? { what: 'something that was there is gone', level: 'INFO', exchange: after }
              : { what: `status ${after.status} where it was ${before.status}`, exchange: after }
          }
          return shapeOf(before) === shapeOf(after) ? null : { what: 'the answer has another shape', exchange: after }
        })
      },
    }),
    unchangedCheck(surface, reads),
  ]
}

function unchangedCheck(surface: Survey['surface'], reads: Survey['reads']): Check {
  return recordCheck({
    ...common,
    id: 'NEG-011',
    title: 'Bad questions leave nothing behind: nothing is there that was not, but what came meanwhile',
    unit: 'list that was read before and after',
    remedy: 'a list',
    judge: async ({ observe, client, ledger }) => {
      const lists = (await observe(reads)).filter(
        ({ operation, exchange }) => !(operation.id in surface.single) && isSuccess(exchange),
      )
      if (lists.length === 0) throw blocked('no list could be read')
      const ours = new Set(ledger.entries.map(({ id }) => id))
      const pairs: { readonly before: Exchange; readonly after: Exchange }[] = []
      for (const { call, exchange } of lists)
        pairs.push({ before: exchange, after: await client.send({ ...call, intent: 'open' }) })
      return judgeEach(pairs, ({ before, after }) => {
        const known = new Set(idsOf(surface, before))
        const start = instantOf(serverTime(before) - 1000)
        const seen = new Set(idsOf(surface, after))
        const gone = [...known].filter((id) => !seen.has(id)).length
        const risen = itemsOf(surface, after.body).filter((item) => {
          const id = surface.identity(item) ?? ''
          const dates = [surface.created, surface.updated].map((steps) => readInstant(textAt(item, ...steps)))
          const isOld = dates.every((at) => at !== null && compareInstants(at, start) < 0)
          return !known.has(id) && !ours.has(id) && isOld
        })
        // Where something went, something older may come up in its place.
        const [first] = risen.length > gone ? risen : []
        return first === undefined
          ? null
          : { what: 'something old is there that was not', witness: surface.identity(first) ?? '', exchange: after }
      })
    },
  })
}

function shapeOf({ body }: Exchange): string {
  if (Array.isArray(body)) return 'array'
  return isObject(body) ? Object.keys(body).toSorted().join() : typeof body
}
