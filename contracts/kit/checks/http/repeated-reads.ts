// Checks: HTTP-022, HTTP-025
import { bestPractice, citeStandard } from '../rule-source.ts'
import type { Check } from '../../check.ts'
import { type CheckRequest, type Exchange, getHeader, isSuccess } from '../../http/exchange.ts'
import { checkEach, createInconclusive, createNotApplicable, type Violation } from '../../outcome.ts'
import { type Json, type JsonObject, isSameJson } from '../../json.ts'
import type { Probe } from '../../check-context.ts'
import type { Survey } from '../readable-api.ts'
import { sendAll } from '../send.ts'

/** An ended item, which must not change any more, and how to read it. */
export interface EndedItem {
  readonly request: CheckRequest
  readonly findItem: (body: Json | undefined) => JsonObject | undefined
}

/** Creates the checks of conditional requests and of repeated reads of an ended item. */
export function createRepeatedReadChecks({ reads }: Survey, endedItemProbe: Probe<EndedItem | null>): readonly Check[] {
  return [createConditionalRequestCheck({ reads }), createStableItemCheck(endedItemProbe)]
}

function createConditionalRequestCheck({ reads }: Pick<Survey, 'reads'>): Check {
  return {
    ...citeStandard('MUST', 'RFC 9110 section 13.1.2'),
    id: 'HTTP-022',
    title: '`If-None-Match` gets 304 without content for the current ETag, and 200 for any other',
    unit: 'read with an ETag',
    hint: 'a read with an ETag',
    run: async ({ probeOnce, client }) => {
      const conditionalReads: {
        readonly same: Exchange
        readonly other: Exchange
        readonly again: Exchange
        readonly tag: string
      }[] = []
      for (const { request, exchange } of await probeOnce(reads)) {
        const offered = isSuccess(exchange) ? getHeader(exchange, 'etag') : null
        if (offered === null) continue
        const fresh = await client.sendRequest(request)
        const tag = getHeader(fresh, 'etag') ?? offered
        const same = await client.sendRequest({ ...request, intent: 'open', headers: { 'If-None-Match': tag } })
        const other = await client.sendRequest({
          ...request,
          intent: 'open',
          headers: { 'If-None-Match': '"flowtwin-no-such-tag"' },
        })
        conditionalReads.push({ same, other, tag, again: await client.sendRequest(request) })
      }
      if (conditionalReads.length === 0) throw createNotApplicable('the target sends no ETag')
      return checkEach(conditionalReads, ({ same, other, tag, again }): Violation | null => {
        if (other.status === 304) return { message: '304 for an unknown ETag', exchange: other }
        // A resource that changed in between has another ETag and is rightly sent in full.
        const isCurrent = getHeader(again, 'etag') === tag
        if (isCurrent && same.status !== 304)
          return { message: `status ${same.status} although the ETag is current`, example: tag, exchange: same }
        return same.status === 304 && same.bytes.length > 0 ? { message: '304 with content', exchange: same } : null
      })
    },
  }
}

function createStableItemCheck(endedItemProbe: Probe<EndedItem | null>): Check {
  return {
    ...bestPractice,
    id: 'HTTP-025',
    title: 'An ended item is the same in every read',
    unit: 'further read of an ended item',
    hint: 'an ended item',
    run: async ({ probeOnce, client, profile }) => {
      const endedItem = await probeOnce(endedItemProbe)
      if (endedItem === null) throw createInconclusive('no item has ended yet', 'an ended item')
      const readStableFields = (exchange: Exchange): Json | undefined => {
        const item = endedItem.findItem(exchange.body)
        return item === undefined ? undefined : omitFields(item, profile.volatileFields)
      }
      const reads = await sendAll([endedItem.request, endedItem.request, endedItem.request], { client })
      const [first, ...others] = reads.filter((exchange) => readStableFields(exchange) !== undefined)
      if (first === undefined)
        throw createInconclusive('the item was gone before it could be read', 'an ended item that is not deleted')
      return checkEach(others, (exchange) =>
        isSameJson(readStableFields(first), readStableFields(exchange))
          ? null
          : {
              message: 'an ended item changed between two reads',
              example: findChangedFields(readStableFields(first), readStableFields(exchange)).join(', '),
              exchange,
            },
      )
    },
  }
}

function omitFields(item: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)))
}

function findChangedFields(left: Json | undefined, right: Json | undefined): readonly string[] {
  const [leftItem, rightItem] = [left as JsonObject, right as JsonObject]
  return Object.keys({ ...leftItem, ...rightItem }).filter((name) => !isSameJson(leftItem[name], rightItem[name]))
}
