import type { Check } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { judgeEach, type Judgement } from '../finding.ts'
import type { Context } from '../observation.ts'
import { compareInstants, instantOf, readInstant } from '../oracles/instant.ts'
import { notApplicable } from '../outcome.ts'
import { serverTime } from '../server-time.ts'
import { idsOf, type Surface, type Survey, withQuery } from '../surface.ts'
import { allPlaces } from './members.ts'
import { recordCheck } from './record-check.ts'

/** Members that speak of what is still to come. */
const AHEAD = /expir|until|schedul|due|next/i
const PHONE = /(?:^|_)phone(?:_?number)?$|phoneNumber$/i
const E_164 = /^\+[1-9]\d{4,14}$/
const URN = /^[a-z][a-z0-9]*:\S+$/

/** What single values have to be, judged over everything that was exchanged. */
export const valueChecks: readonly Check[] = [
  recordCheck({
    id: 'TIME-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Nothing that has happened lies in the future',
    unit: 'timestamp of something that has happened',
    remedy: 'items with timestamps',
    judge: future,
  }),
  recordCheck({
    id: 'ENC-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Phone numbers are written as E.164 says, and URNs with a scheme',
    unit: 'phone number or URN',
    remedy: 'items with phone numbers',
    judge: numbers,
  }),
]

/** The check that values in a query are decoded once, neither less nor more. */
export function decodingCheck({ surface, filters }: Survey): Check {
  return {
    id: 'ENC-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Values in a query are percent-decoded exactly once',
    unit: 'filter value in another encoding',
    remedy: 'a filter value that some items have',
    judge: async ({ observe, client, profile }) => {
      const asked = await observe(filters)
      if (asked.length === 0 && profile.operations !== 'all') throw notApplicable('the target has no filter')
      const answers = []
      for (const { filter, value, read, exchange: plain } of asked) {
        const spelt = (text: string): string => `${encodeURIComponent(filter.parameter)}=${text}`
        const once = [...new TextEncoder().encode(value)]
          .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
          .join('')
        const encoded = await client.send(withQuery(read.call, spelt(once)))
        answers.push({
          // What was found before may be gone by now, where others write.
          plain: shared(surface, plain, encoded) ? plain : await client.send(plain.call),
          once: encoded,
          twice: await client.send(withQuery(read.call, spelt(once.replaceAll('%', '%25')))),
        })
      }
      return judgeEach(answers, ({ plain, once, twice }) => {
        if (idsOf(surface, plain).length > 0 && !shared(surface, plain, once))
          return { what: 'an encoded value finds something else', exchange: once }
        const [first] = isSuccess(twice) ? idsOf(surface, twice) : []
        return first === undefined ? null : { what: 'a value is decoded twice', witness: first, exchange: twice }
      })
    },
  }
}

/** Whether two answers show one thing at least in common. */
function shared(surface: Surface, one: Exchange, other: Exchange): boolean {
  const ids = new Set(idsOf(surface, one))
  return idsOf(surface, other).some((id) => ids.has(id))
}

function future(context: Context): Judgement {
  const stamps = allPlaces(context).flatMap(({ places, exchange }) =>
    places.flatMap(({ schema, value, template }) => {
      const instant = typeof value === 'string' && schema['format'] === 'date-time' ? readInstant(value) : null
      return instant === null || typeof value !== 'string' || AHEAD.test(template)
        ? []
        : [{ instant, value, template, exchange }]
    }),
  )
  const slack = context.profile.skewSeconds * 1000
  return judgeEach(stamps, ({ instant, value, template, exchange }) =>
    compareInstants(instant, instantOf(serverTime(exchange) + slack)) <= 0
      ? null
      : { what: 'something has happened in the future', pointer: template, witness: value, exchange },
  )
}

function numbers(context: Context): Judgement {
  const written = allPlaces(context).flatMap(({ places, exchange }) =>
    places.flatMap(({ template, value }) => {
      const name = template.replace(/\/\*$/, '').split('/').at(-1) ?? ''
      if (typeof value !== 'string') return []
      if (PHONE.test(name)) return [{ value, template, exchange, holds: E_164.test(value) }]
      return name === 'urn' || name === 'urns' ? [{ value, template, exchange, holds: isUrn(value) }] : []
    }),
  )
  if (written.length === 0 && isSilent(context)) throw notApplicable('the document has no phone numbers')
  return judgeEach(written, ({ value, template, exchange, holds }) =>
    holds ? null : { what: 'not written as it should be', pointer: template, witness: value, exchange },
  )
}

function isUrn(text: string): boolean {
  const number = /^tel:(.*)$/.exec(text)?.[1]
  return number === undefined ? URN.test(text) : E_164.test(number)
}

/** Whether no place of any answer could have held a number. */
function isSilent(context: Context): boolean {
  const names = allPlaces(context).flatMap(({ places }) =>
    places.map(({ template }) => template.split('/').at(-1) ?? ''),
  )
  return !names.some((name) => PHONE.test(name) || name === 'urn' || name === 'urns')
}
