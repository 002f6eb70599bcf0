import { type Check, defineCheck, bestPractice, citeStandard } from '../../check.ts'
import { type CheckRequest, type Exchange, getHeader, isSuccess } from '../../http/exchange.ts'
import { checkEach, createInconclusive, createNotApplicable, type Violation } from '../../outcome.ts'
import { type Json, type JsonObject, isSameJson } from '../../json.ts'
import type { Probe } from '../../check-context.ts'
import type { Survey } from '../readable-api.ts'
import { mapInOrder, sendAll } from '../send.ts'

/** An ended item, which must not change any more, and how to read it. */
export interface EndedItem {
  readonly request: CheckRequest
  readonly findItem: (body: Json | undefined) => JsonObject | undefined
}

/** Creates the checks of conditional requests and of repeated reads of an ended item. */
export function createRepeatedReadChecks({ reads }: Survey, endedItemProbe: Probe<EndedItem | null>): readonly Check[] {
  return [
    defineCheck('HTTP-022', citeStandard('MUST', 'RFC 9110 section 13.1.2'), {
      title: '`If-None-Match` gets 304 without content for the current ETag, and 200 for any other',
      evidence: ['read with an ETag', 'a read with an ETag'],
      run: async ({ probeOnce, client }) => {
        const tagged = (await probeOnce(reads)).filter(
          ({ exchange }) => isSuccess(exchange) && getHeader(exchange, 'etag') !== null,
        )
        if (tagged.length === 0) throw createNotApplicable('the target sends no ETag')
        const conditionalReads = await mapInOrder(tagged, async ({ request, exchange }) => {
          const tag = getHeader(await client.sendRequest(request), 'etag') ?? getHeader(exchange, 'etag') ?? ''
          const sendWithTag = async (text: string): Promise<Exchange> =>
            await client.sendRequest({ ...request, intent: 'open', headers: { 'If-None-Match': text } })
          const same = await sendWithTag(tag)
          const other = await sendWithTag('"flowtwin-no-such-tag"')
          return { same, other, tag, again: await client.sendRequest(request) }
        })
        return checkEach(conditionalReads, ({ same, other, tag, again }): Violation | null => {
          if (other.status === 304) return { message: '304 for an unknown ETag', exchange: other }
          // A resource that changed in between has another ETag and is rightly sent in full.
          const isCurrent = getHeader(again, 'etag') === tag
          if (isCurrent && same.status !== 304)
            return { message: `status ${same.status} although the ETag is current`, example: tag, exchange: same }
          return same.status === 304 && same.bytes.length > 0 ? { message: '304 with content', exchange: same } : null
        })
      },
    }),
    defineCheck('HTTP-025', bestPractice, {
      title: 'An ended item is the same in every read',
      evidence: ['further read of an ended item', 'an ended item'],
      run: async (context) => {
        const endedItem = await context.probeOnce(endedItemProbe)
        if (endedItem === null) throw createInconclusive('no item has ended yet', 'an ended item')
        const { request, findItem } = endedItem
        const items = (await sendAll([request, request, request], context)).flatMap((exchange) => {
          const item = findItem(exchange.body)
          return item === undefined ? [] : [{ item: omitFields(item, context.profile.volatileFields), exchange }]
        })
        const [first, ...others] = items
        if (first === undefined)
          throw createInconclusive('the item was gone before it could be read', 'an ended item that is not deleted')
        return checkEach(others, ({ item, exchange }) => {
          const example = findChangedFields(first.item, item).join(', ')
          return isSameJson(first.item, item)
            ? null
            : { message: 'an ended item changed between two reads', example, exchange }
        })
      },
    }),
  ]
}

function omitFields(item: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)))
}

function findChangedFields(left: JsonObject, right: JsonObject): readonly string[] {
  return Object.keys({ ...left, ...right }).filter((name) => !isSameJson(left[name], right[name]))
}
