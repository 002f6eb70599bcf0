import { bestPractice, type Check, defineCheck } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement } from '../../outcome.ts'
import type { CheckContext } from '../../check-context.ts'
import { compareInstants, toInstant, parseInstant } from '../../oracles/instants.ts'
import { getItemIds, type ReadableApi, type Survey, appendQuery } from '../readable-api.ts'
import { mapInOrder } from '../send.ts'
import { createRecordCheck, listRecordedLocations } from '../record-check.ts'

/** Fields whose timestamp may lie in the future. */
const FUTURE_NAMES = /expir|until|schedul|due|next/i
const PHONE_NAMES = /(?:^|_)phone(?:_?number)?$|phoneNumber$/i
const E_164 = /^\+[1-9]\d{4,14}$/
const URN = /^[a-z][a-z0-9]*:\S+$/

/** Checks of single values, over all recorded exchanges. */
export const valueChecks: readonly Check[] = [
  createRecordCheck('TIME-004', bestPractice, {
    title: 'Timestamps of past events are not in the future',
    evidence: ['timestamp of a past event', 'items with timestamps'],
    run: checkNotInFuture,
  }),
  createRecordCheck('ENC-002', bestPractice, {
    title: 'Phone numbers are E.164, and URNs have a scheme',
    evidence: ['phone number or URN', 'items with phone numbers'],
    run: checkPhoneNumbers,
  }),
]

export function createDecodingCheck({ api, filters }: Survey): Check {
  return defineCheck('ENC-003', bestPractice, {
    title: 'Query values are percent-decoded exactly once',
    evidence: ['percent-encoded filter value', 'a filter value that some items have'],
    run: async ({ probeOnce, client }) => {
      const filteredReads = await probeOnce(filters)
      const reads = await mapInOrder(filteredReads, async ({ filter, value, read, exchange: plain }) => {
        const sendValue = async (text: string): Promise<Exchange> =>
          await client.sendRequest(appendQuery(read.request, `${encodeURIComponent(filter.parameter)}=${text}`))
        const bytes = [...new TextEncoder().encode(value)]
        const encodedValue = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
        const once = await sendValue(encodedValue)
        // The items of the first read may have been deleted in between.
        const current = hasSharedItem(api, plain, once) ? plain : await client.sendRequest(plain.request)
        return { plain: current, once, twice: await sendValue(encodedValue.replaceAll('%', '%25')) }
      })
      return checkEach(reads, ({ plain, once, twice }) => {
        if (getItemIds(api, plain).length > 0 && !hasSharedItem(api, plain, once))
          return { message: 'the encoded value has another result', exchange: once }
        const [first] = isSuccess(twice) ? getItemIds(api, twice) : []
        return first === undefined ? null : { message: 'the value is decoded twice', example: first, exchange: twice }
      })
    },
  })
}

function hasSharedItem(api: ReadableApi, left: Exchange, right: Exchange): boolean {
  const ids = new Set(getItemIds(api, left))
  return getItemIds(api, right).some((id) => ids.has(id))
}

function checkNotInFuture(context: CheckContext): Judgement {
  const pastEvents = listRecordedLocations(context).filter(
    ({ schema, template }) => schema['format'] === 'date-time' && !FUTURE_NAMES.test(template),
  )
  const timestamps = pastEvents.flatMap(({ value, template, exchange }) => {
    if (typeof value !== 'string') return []
    const instant = parseInstant(value)
    return instant === null ? [] : [{ instant, value, template, exchange }]
  })
  return checkEach(timestamps, ({ instant, value, template, exchange }) => {
    const latest = toInstant(readServerTime(exchange) + context.profile.skewSeconds * 1000)
    const message = 'the timestamp of a past event is in the future'
    return compareInstants(instant, latest) <= 0 ? null : { message, pointer: template, example: value, exchange }
  })
}

function checkPhoneNumbers(context: CheckContext): Judgement {
  const values = listRecordedLocations(context).flatMap(({ template, value, exchange }) => {
    if (typeof value !== 'string') return []
    const name = template.replace(/\/\*$/, '').split('/').at(-1) ?? ''
    if (PHONE_NAMES.test(name)) return [{ value, template, exchange, isValid: E_164.test(value) }]
    return name === 'urn' || name === 'urns' ? [{ value, template, exchange, isValid: isUrn(value) }] : []
  })
  if (values.length === 0 && hasNoPhoneFields(context))
    throw createNotApplicable('no response has a phone number field')
  return checkEach(values, ({ value, template, exchange, isValid }) =>
    isValid ? null : { message: 'the phone number or URN is malformed', pointer: template, example: value, exchange },
  )
}

function isUrn(text: string): boolean {
  const number = /^tel:(.*)$/.exec(text)?.[1]
  return number === undefined ? URN.test(text) : E_164.test(number)
}

/** Checks whether no response has a field for a phone number or URN. */
function hasNoPhoneFields(context: CheckContext): boolean {
  const names = listRecordedLocations(context).map(({ template }) => template.split('/').at(-1) ?? '')
  return !names.some((name) => PHONE_NAMES.test(name) || name === 'urn' || name === 'urns')
}
