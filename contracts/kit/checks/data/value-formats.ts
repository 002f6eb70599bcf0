import type { Check } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement } from '../../outcome.ts'
import type { CheckContext } from '../../check-context.ts'
import { compareInstants, toInstant, parseInstant } from '../../oracles/instants.ts'
import { getItemIds, type ReadableApi, type Survey, appendQuery } from '../readable-api.ts'
import { getSchemaLocations } from './fields.ts'
import { createRecordCheck } from '../record-check.ts'

/** Members that speak of what is still to come. */
const FUTURE_NAMES = /expir|until|schedul|due|next/i
const PHONE_NAMES = /(?:^|_)phone(?:_?number)?$|phoneNumber$/i
const E_164 = /^\+[1-9]\d{4,14}$/
const URN = /^[a-z][a-z0-9]*:\S+$/

/** What single values have to be, judged over everything that was exchanged. */
export const valueChecks: readonly Check[] = [
  createRecordCheck({
    id: 'TIME-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Nothing that has happened lies in the future',
    unit: 'timestamp of something that has happened',
    remedy: 'items with timestamps',
    run: checkNotInFuture,
  }),
  createRecordCheck({
    id: 'ENC-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Phone numbers are written as E.164 says, and URNs with a scheme',
    unit: 'phone number or URN',
    remedy: 'items with phone numbers',
    run: checkPhoneNumbers,
  }),
]

/** The check that values in a query are decoded once, neither less nor more. */
export function createDecodingCheck({ api, filters }: Survey): Check {
  return {
    id: 'ENC-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Values in a query are percent-decoded exactly once',
    unit: 'filter value in another encoding',
    remedy: 'a filter value that some items have',
    run: async ({ probeOnce, client, profile }) => {
      const asked = await probeOnce(filters)
      if (asked.length === 0 && profile.operations !== 'all') throw createNotApplicable('the target has no filter')
      const answers = []
      for (const { filter, value, read, exchange: plain } of asked) {
        const buildQuery = (text: string): string => `${encodeURIComponent(filter.parameter)}=${text}`
        const once = [...new TextEncoder().encode(value)]
          .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
          .join('')
        const encoded = await client.sendRequest(appendQuery(read.request, buildQuery(once)))
        answers.push({
          // What was found before may be gone by now, where others write.
          plain: hasSharedItem(api, plain, encoded) ? plain : await client.sendRequest(plain.request),
          once: encoded,
          twice: await client.sendRequest(appendQuery(read.request, buildQuery(once.replaceAll('%', '%25')))),
        })
      }
      return checkEach(answers, ({ plain, once, twice }) => {
        if (getItemIds(api, plain).length > 0 && !hasSharedItem(api, plain, once))
          return { message: 'an encoded value finds something else', exchange: once }
        const [first] = isSuccess(twice) ? getItemIds(api, twice) : []
        return first === undefined ? null : { message: 'a value is decoded twice', witness: first, exchange: twice }
      })
    },
  }
}

/** Whether two answers show one thing at least in common. */
function hasSharedItem(surface: ReadableApi, one: Exchange, other: Exchange): boolean {
  const ids = new Set(getItemIds(surface, one))
  return getItemIds(surface, other).some((id) => ids.has(id))
}

function checkNotInFuture(context: CheckContext): Judgement {
  const stamps = getSchemaLocations(context).flatMap(({ places, exchange }) =>
    places.flatMap(({ schema, value, template }) => {
      const instant = typeof value === 'string' && schema['format'] === 'date-time' ? parseInstant(value) : null
      return instant === null || typeof value !== 'string' || FUTURE_NAMES.test(template)
        ? []
        : [{ instant, value, template, exchange }]
    }),
  )
  const slack = context.profile.skewSeconds * 1000
  return checkEach(stamps, ({ instant, value, template, exchange }) =>
    compareInstants(instant, toInstant(readServerTime(exchange) + slack)) <= 0
      ? null
      : { message: 'something has happened in the future', pointer: template, witness: value, exchange },
  )
}

function checkPhoneNumbers(context: CheckContext): Judgement {
  const written = getSchemaLocations(context).flatMap(({ places, exchange }) =>
    places.flatMap(({ template, value }) => {
      const name = template.replace(/\/\*$/, '').split('/').at(-1) ?? ''
      if (typeof value !== 'string') return []
      if (PHONE_NAMES.test(name)) return [{ value, template, exchange, holds: E_164.test(value) }]
      return name === 'urn' || name === 'urns' ? [{ value, template, exchange, holds: isUrn(value) }] : []
    }),
  )
  if (written.length === 0 && hasNoPhoneFields(context)) throw createNotApplicable('the document has no phone numbers')
  return checkEach(written, ({ value, template, exchange, holds }) =>
    holds ? null : { message: 'not written as it should be', pointer: template, witness: value, exchange },
  )
}

function isUrn(text: string): boolean {
  const number = /^tel:(.*)$/.exec(text)?.[1]
  return number === undefined ? URN.test(text) : E_164.test(number)
}

/** Whether no place of any answer could have held a number. */
function hasNoPhoneFields(context: CheckContext): boolean {
  const names = getSchemaLocations(context).flatMap(({ places }) =>
    places.map(({ template }) => template.split('/').at(-1) ?? ''),
  )
  return !names.some((name) => PHONE_NAMES.test(name) || name === 'urn' || name === 'urns')
}
