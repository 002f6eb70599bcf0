import type { Check } from '../../check.ts'
import { type Exchange, isSuccess } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement } from '../../outcome.ts'
import { groupBy } from '../../group-by.ts'
import { type Json, type JsonObject, isSameJson, getString } from '../../json.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { compareInstants, parseInstant } from '../../oracles/instants.ts'
import { getItems, type ReadableApi, type Survey } from '../readable-api.ts'
import { createRecordCheck } from '../record-check.ts'

/** One item as two answers show it. */
interface ItemPair {
  readonly id: string
  readonly left: JsonObject
  readonly right: JsonObject
  readonly exchange: Exchange
}

/** Whether answers about one item agree: a list and a single read, and one read and a later one. */
export function createConsistencyChecks(survey: Survey): readonly Check[] {
  const { api } = survey
  const pairs: Probe<readonly ItemPair[]> = {
    name: 'comparing lists with single reads',
    run: async (context) => await readItemPairs(survey, context),
  }
  const common = { source: { kind: 'house' }, remedy: 'an item that a list shows and another read as well' } as const
  return [
    {
      ...common,
      id: 'SCH-011',
      level: 'SHOULD',
      title: 'A list and another read of the same thing agree on the members that both have',
      unit: 'member in both',
      run: async ({ probeOnce, profile }) =>
        compareFields(await probeOnce(pairs), (name) => !profile.volatileMembers.includes(name), 'two reads differ in'),
    },
    {
      ...common,
      id: 'TIME-007',
      level: 'SHOULD',
      title: 'A list and another read of the same thing show the same timestamps',
      unit: 'timestamp in both',
      run: async ({ probeOnce }) =>
        compareFields(
          await probeOnce(pairs),
          (_, value) => typeof value === 'string' && parseInstant(value) !== null,
          'two reads tell another time in',
        ),
    },
    createRecordCheck({
      id: 'TIME-005',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'What was made at one instant was made at that instant in every read',
      unit: 'further read of one item',
      remedy: 'items that are read more than once',
      run: (context) => checkCreationTime(api, context),
    }),
    createRecordCheck({
      id: 'CONS-002',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'No item goes back to what it was before',
      unit: 'further read of one item',
      remedy: 'items that are read more than once',
      run: (context) => checkNoOlderVersion(api, context),
    }),
  ]
}

function compareFields(
  pairs: readonly ItemPair[],
  isCompared: (name: string, value: Json) => boolean,
  what: string,
): Judgement {
  const fields = pairs.flatMap(({ left, right, id, exchange }) =>
    Object.entries(left).flatMap(([name, value]) =>
      Object.hasOwn(right, name) && isCompared(name, value) ? [{ name, value, other: right[name], id, exchange }] : [],
    ),
  )
  return checkEach(fields, ({ name, value, other, id, exchange }) =>
    isSameJson(value, other) ? null : { message: `${what} ${name}`, witness: id, exchange },
  )
}

/** Each item of a list that another read shows too. A pair that differs is read again, because it may have moved between. */
async function readItemPairs({ api, reads, filters }: Survey, context: CheckContext): Promise<readonly ItemPair[]> {
  const allReads = await context.probeOnce(reads)
  const others = [
    ...allReads.filter(({ operation }) => operation.id in api.detailReads).map(({ exchange }) => exchange),
    ...(await context.probeOnce(filters)).map(({ exchange }) => exchange),
  ]
  const sharedOperations = [...Object.keys(api.detailReads), ...api.filters.map(({ operation }) => operation)]
  if (!allReads.some(({ operation }) => sharedOperations.includes(operation.id)))
    throw createNotApplicable('the target shows nothing in two ways')
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

function pairSharedItems(surface: ReadableApi, left: Exchange, right: Exchange): readonly ItemPair[] {
  const known = new Map(getItems(surface, left.body).map((item) => [surface.getId(item), item]))
  return getItems(surface, right.body).flatMap((other) => {
    const id = surface.getId(other)
    const one = known.get(id)
    return id === undefined || one === undefined
      ? []
      : [{ id, left: unwrapAttributes(one), right: unwrapAttributes(other), exchange: right }]
  })
}

/** JSON:API keeps its members one level deeper. */
function unwrapAttributes(item: JsonObject): JsonObject {
  const { attributes } = item
  return typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)
    ? (attributes as JsonObject)
    : item
}

function hasEqualFields({ left, right }: ItemPair): boolean {
  return Object.keys(left).every((name) => !Object.hasOwn(right, name) || isSameJson(left[name], right[name]))
}

interface Occurrence {
  readonly id: string
  readonly item: JsonObject
  readonly exchange: Exchange
}

/** Every item of the record, for those that were seen more than once, in the order in which they were seen. */
function groupOccurrences(surface: ReadableApi, { getExchanges }: CheckContext): readonly (readonly Occurrence[])[] {
  const all = getExchanges()
    .filter((exchange) => isSuccess(exchange) && exchange.request.operation !== null)
    .flatMap((exchange) =>
      getItems(surface, exchange.body).flatMap((item) => {
        const id = surface.getId(item)
        return id === undefined ? [] : [{ id, item, exchange }]
      }),
    )
  return [...groupBy(all, ({ id }) => id).values()].filter((group) => group.length > 1)
}

function checkCreationTime(surface: ReadableApi, context: CheckContext): Judgement {
  return checkEach(pairConsecutive(surface, context), ([one, other]) => {
    const [before, after] = [one, other].map(({ item }) => getString(item, ...surface.createdAtPath))
    return before === undefined || after === undefined || isSameInstant(before, after)
      ? null
      : {
          message: 'an item was made at two instants',
          witness: `${one.id}: ${before}, ${after}`,
          exchange: other.exchange,
        }
  })
}

/** One instant may be written in more than one way; that it should not is TIME-002. */
function isSameInstant(left: string, right: string): boolean {
  const [one, other] = [parseInstant(left), parseInstant(right)]
  return one === null || other === null ? left === right : compareInstants(one, other) === 0
}

function checkNoOlderVersion(surface: ReadableApi, context: CheckContext): Judgement {
  return checkEach(pairConsecutive(surface, context), ([one, other]) => {
    const [text, later] = [one, other].map(({ item }) => getString(item, ...surface.updatedAtPath))
    if (text === later) return null
    const [before, after] = [parseInstant(text), parseInstant(later)]
    return before === null || after === null || compareInstants(before, after) <= 0
      ? null
      : { message: 'an item went back to an older version', witness: one.id, exchange: other.exchange }
  })
}

function pairConsecutive(surface: ReadableApi, context: CheckContext): readonly (readonly [Occurrence, Occurrence])[] {
  return groupOccurrences(surface, context).flatMap((group) =>
    group.slice(1).flatMap((other, index) => {
      const one = group[index]
      return one === undefined ? [] : [[one, other] as const]
    }),
  )
}
