import { bestPractice, type Check, defineCheck } from '../../check.ts'
import { type Exchange, isSuccess, readServerTime } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../../outcome.ts'
import { groupBy, getObjects, getString, isObject, isSameJson, type Json, type JsonObject } from '../../json.ts'
import { type CheckContext, defineProbe } from '../../check-context.ts'
import { compareInstants, parseInstant, toInstant } from '../../oracles/instants.ts'
import { getItems, type ReadableApi, type Survey } from '../readable-api.ts'
import { createRecordCheck } from '../record-check.ts'

/** One item in two responses. */
interface ItemPair {
  readonly id: string
  readonly left: JsonObject
  readonly right: JsonObject
  readonly exchange: Exchange
}

/** Creates the checks that responses agree on an item: a list and a single read, an earlier and a later read. */
export function createConsistencyChecks(survey: Survey): readonly Check[] {
  const { api } = survey
  const pairs = defineProbe<readonly ItemPair[]>(
    'comparing lists with reads of single items',
    async (context) => await readItemPairs(survey, context),
  )
  const HINT = 'an item that a list and another read contain'
  const furtherRead = { evidence: ['further read of one item', 'items that are read more than once'] } as const
  return [
    defineCheck('SCH-011', bestPractice, {
      title: 'A list and another read of the same item agree on common fields',
      evidence: ['common field', HINT],
      run: async ({ probeOnce, profile }) =>
        compareFields(
          await probeOnce(pairs),
          (name) => !profile.volatileFields.includes(name),
          'two reads differ in field',
        ),
    }),
    defineCheck('TIME-007', bestPractice, {
      title: 'A list and another read of the same item agree on timestamps',
      evidence: ['common timestamp', HINT],
      run: async ({ probeOnce }) =>
        compareFields(
          await probeOnce(pairs),
          (_, value) => typeof value === 'string' && parseInstant(value) !== null,
          'two reads differ in timestamp',
        ),
    }),
    createRecordCheck('TIME-005', bestPractice, {
      ...furtherRead,
      title: 'The creation timestamp of an item is the same in every read',
      run: (context) => checkEach(pairConsecutive(api, context), (pair) => findCreationViolation(pair, api)),
    }),
    createRecordCheck('CONS-002', bestPractice, {
      ...furtherRead,
      title: 'No read returns an older version of an item than an earlier read',
      run: (context) => checkEach(pairConsecutive(api, context), (pair) => findOlderVersion(pair, api)),
    }),
    ...(api.isVersioned === undefined ? [] : [createVersionCheck(api)]),
  ]
}

/** Creates the check of items in all responses: lists, pages, filters, single reads, included resources, before and after writes. */
function createVersionCheck(api: ReadableApi): Check {
  return createRecordCheck('CONS-005', bestPractice, {
    title: 'Every response has the same fields for an item that was not updated in between',
    evidence: ['further read of an unchanged item', 'items that are read more than once'],
    run: (context) => {
      const ignored = [...context.profile.volatileFields, ...(api.joinedFields ?? [])]
      const unchanged = pairConsecutive(api, context).filter((pair) => isSameVersion(pair, api))
      return checkEach(unchanged, ([earlier, later]): Violation | null => {
        const [left, right] = [unwrapAttributes(earlier.item), unwrapAttributes(later.item)]
        const name = Object.keys(left).find(
          (each) => Object.hasOwn(right, each) && !ignored.includes(each) && !isSameJson(left[each], right[each]),
        )
        const message = `two responses differ in ${name}`
        return name === undefined ? null : { message, example: later.id, exchange: later.exchange }
      })
    },
  })
}

/** True when the update timestamps are equal, and so old at the earlier read that no later update can have the same one. */
function isSameVersion([earlier, later]: OccurrencePair, api: ReadableApi): boolean {
  if (![earlier, later].every(({ item }) => api.isVersioned?.(item) === true)) return false
  const [before, after] = [earlier, later].map(({ item }) => getString(item, ...api.updatedAtPath))
  const updated = parseInstant(before)
  if (before !== after || updated === null) return before === undefined && after === undefined
  const latest = toInstant(readServerTime(earlier.exchange) - 2000)
  return compareInstants(updated, latest) < 0
}

function compareFields(
  pairs: readonly ItemPair[],
  isCompared: (name: string, value: Json) => boolean,
  message: string,
): Judgement {
  const fields = pairs.flatMap(({ left, right, id, exchange }) =>
    Object.entries(left)
      .filter(([name, value]) => Object.hasOwn(right, name) && isCompared(name, value))
      .map(([name, value]) => ({ name, value, rightValue: right[name], id, exchange })),
  )
  return checkEach(fields, ({ name, value, rightValue, id, exchange }) =>
    isSameJson(value, rightValue) ? null : { message: `${message} ${name}`, example: id, exchange },
  )
}

/** Pairs each item of a list with another read of it. Differing pairs are read again, because the item may have changed in between. */
async function readItemPairs({ api, reads, filters }: Survey, context: CheckContext): Promise<readonly ItemPair[]> {
  const allReads = await context.probeOnce(reads)
  const others = [
    ...allReads.filter(({ operation }) => operation.id in api.detailReads).map(({ exchange }) => exchange),
    ...(await context.probeOnce(filters)).map(({ exchange }) => exchange),
  ]
  const sharedOperations = [...Object.keys(api.detailReads), ...api.filters.map(({ operation }) => operation)]
  if (!allReads.some(({ operation }) => sharedOperations.includes(operation.id)))
    throw createNotApplicable('no item is readable in two ways')
  const result: ItemPair[] = []
  for (const exchange of others.filter(isSuccess)) {
    const list = allReads.find(
      (read) => read.exchange !== exchange && pairSharedItems(api, read.exchange, exchange).length > 0,
    )
    if (list === undefined) continue
    const first = pairSharedItems(api, list.exchange, exchange)
    if (first.every(hasEqualFields)) {
      result.push(...first)
      continue
    }
    const [before, again, after] = [
      await context.client.sendRequest(list.request),
      await context.client.sendRequest(exchange.request),
      await context.client.sendRequest(list.request),
    ]
    const stableIds = pairSharedItems(api, before, after)
      .filter(hasEqualFields)
      .map(({ id }) => id)
    result.push(...pairSharedItems(api, before, again).filter(({ id }) => stableIds.includes(id)))
  }
  return result
}

function pairSharedItems(api: ReadableApi, left: Exchange, right: Exchange): readonly ItemPair[] {
  const leftItems = new Map(getItems(api, left.body).map((item) => [api.getId(item), item]))
  return getItems(api, right.body).flatMap((rightItem) => {
    const id = api.getId(rightItem)
    const leftItem = leftItems.get(id)
    return id === undefined || leftItem === undefined
      ? []
      : [{ id, left: unwrapAttributes(leftItem), right: unwrapAttributes(rightItem), exchange: right }]
  })
}

/** Returns the attributes of a JSON:API resource, or the item itself. */
function unwrapAttributes(item: JsonObject): JsonObject {
  const { attributes } = item
  return isObject(attributes) ? attributes : item
}

function hasEqualFields({ left, right }: ItemPair): boolean {
  return Object.keys(left).every((name) => !Object.hasOwn(right, name) || isSameJson(left[name], right[name]))
}

interface Occurrence {
  readonly id: string
  readonly item: JsonObject
  readonly exchange: Exchange
}

function findCreationViolation([earlier, later]: OccurrencePair, api: ReadableApi): Violation | null {
  const [before, after] = [earlier, later].map(({ item }) => getString(item, ...api.createdAtPath))
  if (before === undefined || after === undefined || isSameInstant(before, after)) return null
  const example = `${earlier.id}: ${before}, ${after}`
  return { message: 'the item has two creation timestamps', example, exchange: later.exchange }
}

/** Compares two timestamps by instant; differences in notation are the subject of TIME-002. */
function isSameInstant(left: string, right: string): boolean {
  const [leftInstant, rightInstant] = [parseInstant(left), parseInstant(right)]
  return leftInstant === null || rightInstant === null
    ? left === right
    : compareInstants(leftInstant, rightInstant) === 0
}

function findOlderVersion([earlier, later]: OccurrencePair, api: ReadableApi): Violation | null {
  const [earlierText, laterText] = [earlier, later].map(({ item }) => getString(item, ...api.updatedAtPath))
  if (earlierText === laterText) return null
  const [before, after] = [parseInstant(earlierText), parseInstant(laterText)]
  return before === null || after === null || compareInstants(before, after) <= 0
    ? null
    : { message: 'a later read returned an older version', example: earlier.id, exchange: later.exchange }
}

type OccurrencePair = readonly [earlier: Occurrence, later: Occurrence]

/** Pairs each recorded occurrence of an item with the next one of the same item. */
function pairConsecutive(api: ReadableApi, { getExchanges }: CheckContext): readonly OccurrencePair[] {
  const occurrences = getExchanges()
    .filter((exchange) => isSuccess(exchange) && exchange.request.operation !== null)
    .flatMap((exchange) =>
      // JSON:API returns further items in `included`.
      [...getItems(api, exchange.body), ...getObjects(exchange.body, 'included')].flatMap((item) => {
        const id = api.getId(item)
        return id === undefined ? [] : [{ id, item, exchange }]
      }),
    )
  return [...groupBy(occurrences, ({ id }) => id).values()].flatMap((group) =>
    group.slice(1).flatMap((later, index) => {
      const earlier = group[index]
      return earlier === undefined ? [] : [[earlier, later] as const]
    }),
  )
}
