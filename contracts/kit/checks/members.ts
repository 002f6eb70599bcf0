import { type DeclaredBody, declaredBody, distinct } from '../bodies.ts'
import type { Check } from '../check.ts'
import { operationOf } from '../contract.ts'
import { type Exchange, headerOf, isSuccess } from '../exchange.ts'
import { judgeEach, type Judgement } from '../finding.ts'
import { hasFormat } from '../formats.ts'
import { groupedBy } from '../grouping.ts'
import { isObject } from '../json.ts'
import { levelOf } from '../level.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { type Place, placesOf, typesOf } from '../places.ts'
import { isFreeMap } from '../shape.ts'
import type { Evidence, JsonSchema } from '../spec-document.ts'
import { recordCheck } from './record-check.ts'

const COUNTS = /count|total|size|cost|page|version|number|remaining|elements|limit|interval|timeout|expires$/i

/** What members of one place have in common over everything that was exchanged, and the headers beside them. */
export const placeChecks: readonly Check[] = [
  recordCheck({
    id: 'SCH-008',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Counts, sizes, costs and versions are integers and not negative',
    unit: 'number that counts something',
    remedy: 'items with numbers',
    judge: counts,
  }),
  recordCheck({
    id: 'SCH-009',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A member has one JSON type in all items, null aside',
    unit: 'member with two values or more',
    remedy: 'items to compare',
    judge: types,
  }),
  recordCheck({
    id: 'SCH-013',
    level: 'SHOULD',
    source: { kind: 'document' },
    title: 'Declared headers hold what their schema says',
    unit: 'declared header that came',
    remedy: 'answers with declared headers',
    judge: headers,
  }),
]

/** Every place of every successful body; found once for each exchange. */
const known = new WeakMap<Exchange, readonly Place[]>()

export function allPlaces({
  exchanges,
  contract,
}: Context): readonly { readonly places: readonly Place[]; readonly exchange: Exchange }[] {
  return distinct(exchanges()).flatMap((exchange) => {
    const body = isSuccess(exchange) ? declaredBody(exchange, contract) : null
    if (body === null) return []
    const places = known.get(exchange) ?? placesIn(body)
    known.set(exchange, places)
    return [{ places, exchange }]
  })
}

function placesIn({ body, schema, evidence }: DeclaredBody): readonly Place[] {
  const own = (schema['x-evidence'] as Evidence | undefined) ?? evidence
  return placesOf({ pointer: '', template: '', schema, value: body, evidence: own })
}

function counts(context: Context): Judgement {
  const all = allPlaces(context).flatMap(({ places, exchange }) =>
    places.filter(isCount).map((place) => ({ place, exchange })),
  )
  if (all.length === 0) throw notApplicable('nothing that was read counts anything')
  return judgeEach(all, ({ place: { pointer, template, value }, exchange }) =>
    Number.isInteger(value) && Number(value) >= 0
      ? null
      : {
          what: 'a count that is no integer or negative',
          pointer: template,
          witness: `${pointer}: ${JSON.stringify(value)}`,
          exchange,
        },
  )
}

function isCount({ schema, template, value }: Place): boolean {
  const name = template.slice(template.lastIndexOf('/') + 1)
  const numeric = typesOf(schema).some((type) => type === 'integer' || type === 'number')
  return numeric && COUNTS.test(name) && value !== undefined && value !== null
}

function types(context: Context): Judgement {
  const seen = allPlaces(context).flatMap(({ places, exchange }) =>
    places.flatMap((place) =>
      isTyped(place, context) ? [{ place, exchange, at: `${exchange.call.operation} ${place.template}` }] : [],
    ),
  )
  const members = [...groupedBy(seen, ({ at }) => at)].filter(([, group]) => group.length > 1)
  return judgeEach(members, ([, group]) => {
    const [first] = group
    const other = group.find(({ place }) => kindOf(place.value) !== kindOf(first?.place.value))
    return first === undefined || other === undefined
      ? null
      : {
          what: 'the member has several types',
          pointer: other.place.template,
          witness: `${kindOf(first.place.value)}, ${kindOf(other.place.value)}`,
          exchange: other.exchange,
        }
  })
}

/** Leaves out what may be anything: null, free members, and places for which the document names several types. */
function isTyped({ schema, value, template }: Place, { profile }: Context): boolean {
  if (value === undefined || value === null || template === '') return false
  if (profile.emptyMapAsArray && isFreeMap(schema)) return false
  const named = typesOf(schema).filter((type) => type !== 'null')
  return named.length === 1 && !('anyOf' in schema) && !('oneOf' in schema)
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

function headers({ exchanges, contract }: Context): Judgement {
  const declared = exchanges().flatMap((exchange) => {
    const { operation } = exchange.call
    const response =
      operation === null ? undefined : operationOf(contract, operation).responses[String(exchange.status)]
    return Object.entries(response?.headers ?? {}).flatMap(([name, { schema, evidence }]) => {
      const text = headerOf(exchange, name)
      return text === null ? [] : [{ name, text, schema, evidence, exchange }]
    })
  })
  if (declared.length === 0) throw notApplicable('the target sends none of the declared headers')
  return judgeEach(declared, ({ name, text, schema, evidence, exchange }) =>
    fits(text, schema)
      ? null
      : { what: `${name} is not what its schema says`, level: levelOf(evidence), witness: text, exchange },
  )
}

function fits(text: string, schema: JsonSchema): boolean {
  const {
    format,
    minimum,
    enum: values,
  } = schema as {
    readonly format?: string
    readonly minimum?: number
    readonly enum?: readonly unknown[]
  }
  if (typesOf(schema).some((type) => type === 'integer' || type === 'number')) {
    return /^-?\d+(?:\.\d+)?$/.test(text) && (minimum === undefined || Number(text) >= minimum)
  }
  if (values !== undefined) return values.includes(text)
  return format === undefined || isObject(format) || hasFormat(text, format, 'uuid') !== false
}
