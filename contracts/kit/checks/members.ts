import { type DeclaredBody, findDeclaredBody, dedupeExchanges } from '../bodies.ts'
import type { Check } from '../check.ts'
import { getOperation } from '../contract.ts'
import { type Exchange, getHeader, isSuccess } from '../exchange.ts'
import { checkEach, type Judgement } from '../finding.ts'
import { hasFormat } from '../formats.ts'
import { groupBy } from '../grouping.ts'
import { isObject } from '../json.ts'
import { toLevel } from '../level.ts'
import type { CheckContext } from '../observation.ts'
import { createNotApplicable } from '../outcome.ts'
import { type SchemaLocation, listSchemaLocations, getTypes } from '../places.ts'
import { isFreeMap } from '../shape.ts'
import type { Evidence, JsonSchema } from '../spec-document.ts'
import { createRecordCheck } from './record-check.ts'

const COUNT_NAMES = /count|total|size|cost|page|version|number|remaining|elements|limit|interval|timeout|expires$/i

/** What members of one place have in common over everything that was exchanged, and the headers beside them. */
export const fieldChecks: readonly Check[] = [
  createRecordCheck({
    id: 'SCH-008',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Counts, sizes, costs and versions are integers and not negative',
    unit: 'number that counts something',
    remedy: 'items with numbers',
    run: checkCounts,
  }),
  createRecordCheck({
    id: 'SCH-009',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A member has one JSON type in all items, null aside',
    unit: 'member with two values or more',
    remedy: 'items to compare',
    run: checkTypes,
  }),
  createRecordCheck({
    id: 'SCH-013',
    level: 'SHOULD',
    source: { kind: 'document' },
    title: 'Declared headers hold what their schema says',
    unit: 'declared header that came',
    remedy: 'answers with declared headers',
    run: checkHeaders,
  }),
]

/** Every place of every successful body; found once for each exchange. */
const locationCache = new WeakMap<Exchange, readonly SchemaLocation[]>()

export function getSchemaLocations({
  getExchanges,
  contract,
}: CheckContext): readonly { readonly places: readonly SchemaLocation[]; readonly exchange: Exchange }[] {
  return dedupeExchanges(getExchanges()).flatMap((exchange) => {
    const body = isSuccess(exchange) ? findDeclaredBody(exchange, contract) : null
    if (body === null) return []
    const places = locationCache.get(exchange) ?? findSchemaLocations(body)
    locationCache.set(exchange, places)
    return [{ places, exchange }]
  })
}

function findSchemaLocations({ body, schema, evidence }: DeclaredBody): readonly SchemaLocation[] {
  const own = (schema['x-evidence'] as Evidence | undefined) ?? evidence
  return listSchemaLocations({ pointer: '', template: '', schema, value: body, evidence: own })
}

function checkCounts(context: CheckContext): Judgement {
  const all = getSchemaLocations(context).flatMap(({ places, exchange }) =>
    places.filter(isCount).map((place) => ({ place, exchange })),
  )
  if (all.length === 0) throw createNotApplicable('nothing that was read counts anything')
  return checkEach(all, ({ place: { pointer, template, value }, exchange }) =>
    Number.isInteger(value) && Number(value) >= 0
      ? null
      : {
          message: 'a count that is no integer or negative',
          pointer: template,
          witness: `${pointer}: ${JSON.stringify(value)}`,
          exchange,
        },
  )
}

function isCount({ schema, template, value }: SchemaLocation): boolean {
  const name = template.slice(template.lastIndexOf('/') + 1)
  const numeric = getTypes(schema).some((type) => type === 'integer' || type === 'number')
  return numeric && COUNT_NAMES.test(name) && value !== undefined && value !== null
}

function checkTypes(context: CheckContext): Judgement {
  const seen = getSchemaLocations(context).flatMap(({ places, exchange }) =>
    places.flatMap((place) =>
      isTyped(place, context) ? [{ place, exchange, at: `${exchange.request.operation} ${place.template}` }] : [],
    ),
  )
  const members = [...groupBy(seen, ({ at }) => at)].filter(([, group]) => group.length > 1)
  return checkEach(members, ([, group]) => {
    const [first] = group
    const other = group.find(({ place }) => getJsonType(place.value) !== getJsonType(first?.place.value))
    return first === undefined || other === undefined
      ? null
      : {
          message: 'the member has several types',
          pointer: other.place.template,
          witness: `${getJsonType(first.place.value)}, ${getJsonType(other.place.value)}`,
          exchange: other.exchange,
        }
  })
}

/** Leaves out what may be anything: null, free members, and places for which the document names several types. */
function isTyped({ schema, value, template }: SchemaLocation, { profile }: CheckContext): boolean {
  if (value === undefined || value === null || template === '') return false
  if (profile.emptyMapAsArray && isFreeMap(schema)) return false
  const named = getTypes(schema).filter((type) => type !== 'null')
  return named.length === 1 && !('anyOf' in schema) && !('oneOf' in schema)
}

function getJsonType(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

function checkHeaders({ getExchanges, contract }: CheckContext): Judgement {
  const declared = getExchanges().flatMap((exchange) => {
    const { operation } = exchange.request
    const response =
      operation === null ? undefined : getOperation(contract, operation).responses[String(exchange.status)]
    return Object.entries(response?.headers ?? {}).flatMap(([name, { schema, evidence }]) => {
      const text = getHeader(exchange, name)
      return text === null ? [] : [{ name, text, schema, evidence, exchange }]
    })
  })
  if (declared.length === 0) throw createNotApplicable('the target sends none of the declared headers')
  return checkEach(declared, ({ name, text, schema, evidence, exchange }) =>
    matchesSchema(text, schema)
      ? null
      : { message: `${name} is not what its schema says`, level: toLevel(evidence), witness: text, exchange },
  )
}

function matchesSchema(text: string, schema: JsonSchema): boolean {
  const {
    format,
    minimum,
    enum: values,
  } = schema as {
    readonly format?: string
    readonly minimum?: number
    readonly enum?: readonly unknown[]
  }
  if (getTypes(schema).some((type) => type === 'integer' || type === 'number')) {
    return /^-?\d+(?:\.\d+)?$/.test(text) && (minimum === undefined || Number(text) >= minimum)
  }
  if (values !== undefined) return values.includes(text)
  return format === undefined || isObject(format) || hasFormat(text, format, 'uuid') !== false
}
