import type { CheckContext } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { groupBy } from '../../group-by.ts'
import { type Exchange, getHeader, isSuccess } from '../../http/exchange.ts'
import { isObject } from '../../json.ts'
import { checkEach, createNotApplicable, type Judgement } from '../../outcome.ts'
import { getOperation } from '../../spec/contract.ts'
import { type DeclaredBody, dedupeExchanges, findDeclaredBody } from '../../spec/declared-body.ts'
import { toLevel } from '../../spec/evidence.ts'
import { getTypes, listSchemaLocations, type SchemaLocation } from '../../spec/schema-locations.ts'
import type { Evidence, JsonSchema } from '../../spec/spec-document.ts'
import { hasFormat } from '../../spec/string-formats.ts'
import { isFreeMap } from '../../spec/validate-shape.ts'
import { createRecordCheck } from '../record-check.ts'

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

/** Which members the target shows and the document does not know, and the other way round: measured, for people to read. */
export const inventoryChecks: readonly Check[] = [
  createRecordCheck({
    id: 'SCH-002',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Members that nobody documented are listed',
    unit: 'object with documented members',
    remedy: 'items to look at',
    run: findUndocumentedFields,
  }),
  createRecordCheck({
    id: 'SCH-006',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Each documented member was seen with a value',
    unit: 'documented member',
    remedy: 'items to look at',
    run: findUnseenFields,
  }),
]

function findUndocumentedFields(context: CheckContext): Judgement {
  const objects = getSchemaLocations(context).flatMap(({ places, exchange }) => {
    const documented = groupPropertyNames(places)
    return places.flatMap(({ pointer, template, value, schema }) => {
      const names = documented.get(pointer)
      return isObject(value) && names !== undefined && !isFreeMap(schema) && 'properties' in schema
        ? [{ template, extra: Object.keys(value).filter((name) => !names.has(name)), exchange }]
        : []
    })
  })
  const places = [...groupBy(objects, ({ template, exchange }) => `${exchange.request.operation} ${template}`).values()]
  return {
    evidence: objects.length,
    violations: places.flatMap((group) => {
      const [first] = group
      const extra = [...new Set(group.flatMap((one) => one.extra))]
      return first === undefined
        ? []
        : extra.map((name) => ({
            message: `${name} is not documented`,
            pointer: `${first.template}/${name}`,
            exchange: first.exchange,
          }))
    }),
  }
}

/** The names that some part of the schema gives each object; parts of one object stand at one pointer. */
function groupPropertyNames(places: readonly SchemaLocation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>()
  for (const { pointer, schema } of places) {
    const own = names.get(pointer) ?? new Set()
    for (const name of Object.keys(schema['properties'] ?? {})) own.add(name)
    names.set(pointer, own)
  }
  return names
}

function findUnseenFields(context: CheckContext): Judgement {
  const seen = new Map<string, { readonly template: string; filled: boolean }>()
  for (const { places, exchange } of getSchemaLocations(context)) {
    for (const { template, value } of places) {
      const key = `${exchange.request.operation} ${template}`
      const filled = value !== undefined && value !== null
      const one = seen.get(key) ?? { template, filled }
      seen.set(key, { ...one, filled: one.filled || filled })
    }
  }
  return checkEach([...seen.values()], ({ template, filled }) =>
    filled ? null : { message: `${template} was never seen with a value`, pointer: template },
  )
}
