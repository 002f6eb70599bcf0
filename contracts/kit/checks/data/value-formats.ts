import { bestPractice, type Check, defineCheck } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement } from '../../outcome.ts'
import type { CheckContext } from '../../check-context.ts'
import { compareInstants, toInstant, parseInstant } from '../../oracles/instants.ts'
import { getItemIds, type ReadableApi, type Survey, appendQuery } from '../readable-api.ts'
import { mapInOrder } from '../send.ts'
import { checkValues, createRecordCheck, listRecordedFields, type RecordedField, selectText } from '../record-check.ts'

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
  const pastEvents = listRecordedFields(context).filter(
    ({ schema, template }) => schema['format'] === 'date-time' && !FUTURE_NAMES.test(template),
  )
  return checkValues(pastEvents, {
    select: (value) => {
      const text = selectText(value)
      const instant = parseInstant(text)
      return text === undefined || instant === null ? undefined : { text, instant }
    },
    check: ({ text, instant }, { exchange }) => {
      const latest = toInstant(readServerTime(exchange) + context.profile.skewSeconds * 1000)
      if (compareInstants(instant, latest) <= 0) return null
      return { message: 'the timestamp of a past event is in the future', example: text }
    },
  })
}

function checkPhoneNumbers(context: CheckContext): Judgement {
  const fields = listRecordedFields(context).filter((field) => isPhoneField(field) || isUrnField(field))
  if (fields.length === 0) throw createNotApplicable('no response has a phone number field')
  return checkValues(fields, {
    select: selectText,
    check: (text, _, field) => {
      const isValid = isPhoneField(field) ? E_164.test(text) : isUrn(text)
      return isValid ? null : { message: 'the phone number or URN is malformed', example: text }
    },
  })
}

function isUrn(text: string): boolean {
  const number = /^tel:(.*)$/.exec(text)?.[1]
  return number === undefined ? URN.test(text) : E_164.test(number)
}

function isPhoneField(field: RecordedField): boolean {
  return PHONE_NAMES.test(getFieldName(field))
}

function isUrnField(field: RecordedField): boolean {
  const name = getFieldName(field)
  return name === 'urn' || name === 'urns'
}

/** Returns the name of a field; that of the array for its elements. */
function getFieldName({ template }: RecordedField): string {
  const path = template.replace(/\/\*$/, '')
  return path.slice(path.lastIndexOf('/') + 1)
}
