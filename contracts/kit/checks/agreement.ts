import type { Check } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { judgeEach, type Judgement } from '../finding.ts'
import { groupedBy } from '../grouping.ts'
import { type Json, type JsonObject, sameJson, textAt } from '../json.ts'
import type { Context, Observation } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { compareInstants, readInstant } from '../oracles/instant.ts'
import { itemsOf, type Surface, type Survey } from '../surface.ts'
import { recordCheck } from './record-check.ts'

/** One item as two answers show it. */
interface Pair {
  readonly id: string
  readonly one: JsonObject
  readonly other: JsonObject
  readonly exchange: Exchange
}

/** Whether answers about one item agree: a list and a single read, and one read and a later one. */
export function agreementChecks(survey: Survey): readonly Check[] {
  const { surface } = survey
  const pairs: Observation<readonly Pair[]> = {
    name: 'comparing lists with single reads',
    make: async (context) => await pairsOf(survey, context),
  }
  const common = { source: { kind: 'house' }, remedy: 'an item that a list shows and another read as well' } as const
  return [
    {
      ...common,
      id: 'SCH-011',
      level: 'SHOULD',
      title: 'A list and another read of the same thing agree on the members that both have',
      unit: 'member in both',
      judge: async ({ observe, profile }) =>
        judgeMembers(await observe(pairs), (name) => !profile.volatileMembers.includes(name), 'two reads differ in'),
    },
    {
      ...common,
      id: 'TIME-007',
      level: 'SHOULD',
      title: 'A list and another read of the same thing show the same timestamps',
      unit: 'timestamp in both',
      judge: async ({ observe }) =>
        judgeMembers(
          await observe(pairs),
          (_, value) => typeof value === 'string' && readInstant(value) !== null,
          'two reads tell another time in',
        ),
    },
    recordCheck({
      id: 'TIME-005',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'What was made at one instant was made at that instant in every read',
      unit: 'further read of one item',
      remedy: 'items that are read more than once',
      judge: (context) => steady(surface, context),
    }),
    recordCheck({
      id: 'CONS-002',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'No item goes back to what it was before',
      unit: 'further read of one item',
      remedy: 'items that are read more than once',
      judge: (context) => forward(surface, context),
    }),
  ]
}

function judgeMembers(pairs: readonly Pair[], speaks: (name: string, value: Json) => boolean, what: string): Judgement {
  const members = pairs.flatMap(({ one, other, id, exchange }) =>
    Object.entries(one).flatMap(([name, value]) =>
      Object.hasOwn(other, name) && speaks(name, value) ? [{ name, value, other: other[name], id, exchange }] : [],
    ),
  )
  return judgeEach(members, ({ name, value, other, id, exchange }) =>
    sameJson(value, other) ? null : { what: `${what} ${name}`, witness: id, exchange },
  )
}

/** Each item of a list that another read shows too. A pair that differs is read again, because it may have moved between. */
async function pairsOf({ surface, reads, filters }: Survey, context: Context): Promise<readonly Pair[]> {
  const made = await context.observe(reads)
  const others = [
    ...made.filter(({ operation }) => operation.id in surface.single).map(({ exchange }) => exchange),
    ...(await context.observe(filters)).map(({ exchange }) => exchange),
  ]
  const waysIn = [...Object.keys(surface.single), ...surface.filters.map(({ operation }) => operation)]
  if (!made.some(({ operation }) => waysIn.includes(operation.id)))
    throw notApplicable('the target shows nothing in two ways')
  const found: Pair[] = []
  for (const exchange of others.filter(isSuccess)) {
    const list = made.find((read) => read.exchange !== exchange && overlap(surface, read.exchange, exchange).length > 0)
    if (list === undefined) continue
    const first = overlap(surface, list.exchange, exchange)
    if (first.every(agrees)) {
      found.push(...first)
      continue
    }
    const [before, again, after] = [
      await context.client.send(list.call),
      await context.client.send(exchange.call),
      await context.client.send(list.call),
    ]
    const still = overlap(surface, before, after)
      .filter(agrees)
      .map(({ id }) => id)
    found.push(...overlap(surface, before, again).filter(({ id }) => still.includes(id)))
  }
  return found
}

function overlap(surface: Surface, left: Exchange, right: Exchange): readonly Pair[] {
  const known = new Map(itemsOf(surface, left.body).map((item) => [surface.identity(item), item]))
  return itemsOf(surface, right.body).flatMap((other) => {
    const id = surface.identity(other)
    const one = known.get(id)
    return id === undefined || one === undefined ? [] : [{ id, one: flat(one), other: flat(other), exchange: right }]
  })
}

/** JSON:API keeps its members one level deeper. */
function flat(item: JsonObject): JsonObject {
  const { attributes } = item
  return typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)
    ? (attributes as JsonObject)
    : item
}

function agrees({ one, other }: Pair): boolean {
  return Object.keys(one).every((name) => !Object.hasOwn(other, name) || sameJson(one[name], other[name]))
}

interface Sighting {
  readonly id: string
  readonly item: JsonObject
  readonly exchange: Exchange
}

/** Every item of the record, for those that were seen more than once, in the order in which they were seen. */
function sightings(surface: Surface, { exchanges }: Context): readonly (readonly Sighting[])[] {
  const all = exchanges()
    .filter((exchange) => isSuccess(exchange) && exchange.call.operation !== null)
    .flatMap((exchange) =>
      itemsOf(surface, exchange.body).flatMap((item) => {
        const id = surface.identity(item)
        return id === undefined ? [] : [{ id, item, exchange }]
      }),
    )
  return [...groupedBy(all, ({ id }) => id).values()].filter((group) => group.length > 1)
}

function steady(surface: Surface, context: Context): Judgement {
  return judgeEach(consecutive(surface, context), ([one, other]) => {
    const [before, after] = [one, other].map(({ item }) => textAt(item, ...surface.created))
    return before === undefined || after === undefined || isSameInstant(before, after)
      ? null
      : {
          what: 'an item was made at two instants',
          witness: `${one.id}: ${before}, ${after}`,
          exchange: other.exchange,
        }
  })
}

/** One instant may be written in more than one way; that it should not is TIME-002. */
function isSameInstant(left: string, right: string): boolean {
  const [one, other] = [readInstant(left), readInstant(right)]
  return one === null || other === null ? left === right : compareInstants(one, other) === 0
}

function forward(surface: Surface, context: Context): Judgement {
  return judgeEach(consecutive(surface, context), ([one, other]) => {
    const [text, later] = [one, other].map(({ item }) => textAt(item, ...surface.updated))
    if (text === later) return null
    const [before, after] = [readInstant(text), readInstant(later)]
    return before === null || after === null || compareInstants(before, after) <= 0
      ? null
      : { what: 'an item went back to an older version', witness: one.id, exchange: other.exchange }
  })
}

function consecutive(surface: Surface, context: Context): readonly (readonly [Sighting, Sighting])[] {
  return sightings(surface, context).flatMap((group) =>
    group.slice(1).flatMap((other, index) => {
      const one = group[index]
      return one === undefined ? [] : [[one, other] as const]
    }),
  )
}
