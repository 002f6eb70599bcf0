// Checks: SCH-002, SCH-006, SCH-008, SCH-009, SCH-013
import { bestPractice } from '../rule-source.ts'
import type { CheckContext } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { groupBy } from '../../group-by.ts'
import { type Exchange, getHeader, isSuccess } from '../../http/exchange.ts'
import { isObject } from '../../json.ts'
import { checkEach, createNotApplicable, type Judgement } from '../../outcome.ts'
import { getOperation } from '../../spec/contract.ts'
import { dedupeExchanges, findDeclaredBody, findSchemaLocations } from '../../spec/declared-body.ts'
import { toLevel } from '../../spec/evidence.ts'
import { getTypes, type SchemaLocation } from '../../spec/schema-locations.ts'
import type { JsonSchema } from '../../spec/spec-document.ts'
import { hasFormat } from '../../spec/string-formats.ts'
import { isFreeMap } from '../../spec/validate-shape.ts'
import { createRecordCheck } from '../record-check.ts'

const COUNT_NAMES = /count|total|size|cost|page|version|number|remaining|elements|limit|interval|timeout|expires$/i

/** Checks of field values and declared headers, over all recorded exchanges. */
export const fieldChecks: readonly Check[] = [
  createRecordCheck({
    ...bestPractice,
    id: 'SCH-008',
    title: 'Counts, sizes, costs and versions are non-negative integers',
    unit: 'count, size, cost or version',
    hint: 'items with numbers',
    run: checkCounts,
  }),
  createRecordCheck({
    ...bestPractice,
    id: 'SCH-009',
    title: 'A field has one JSON type in all items, except for null',
    unit: 'field with two values or more',
    hint: 'items to compare',
    run: checkTypes,
  }),
  createRecordCheck({
    id: 'SCH-013',
    level: 'SHOULD',
    source: { kind: 'document' },
    title: 'Declared headers match their schema',
    unit: 'declared header in a response',
    hint: 'responses with declared headers',
    run: checkHeaders,
  }),
]

/** Returns the schema locations of all successful bodies. */
export function getSchemaLocations({
  getExchanges,
  contract,
}: CheckContext): readonly { readonly locations: readonly SchemaLocation[]; readonly exchange: Exchange }[] {
  return dedupeExchanges(getExchanges()).flatMap((exchange) => {
    const body = isSuccess(exchange) ? findDeclaredBody(exchange, contract) : null
    if (body === null) return []
    return [{ locations: findSchemaLocations(body), exchange }]
  })
}

function checkCounts(context: CheckContext): Judgement {
  const counts = getSchemaLocations(context).flatMap(({ locations, exchange }) =>
    locations.filter(isCount).map((location) => ({ location, exchange })),
  )
  if (counts.length === 0) throw createNotApplicable('no response contains a count')
  return checkEach(counts, ({ location: { pointer, template, value }, exchange }) =>
    Number.isInteger(value) && Number(value) >= 0
      ? null
      : {
          message: 'the count is negative or not an integer',
          pointer: template,
          example: `${pointer}: ${JSON.stringify(value)}`,
          exchange,
        },
  )
}

function isCount({ schema, template, value }: SchemaLocation): boolean {
  const name = template.slice(template.lastIndexOf('/') + 1)
  const isNumeric = getTypes(schema).some((type) => type === 'integer' || type === 'number')
  return isNumeric && COUNT_NAMES.test(name) && value !== undefined && value !== null
}

function checkTypes(context: CheckContext): Judgement {
  const typed = getSchemaLocations(context).flatMap(({ locations, exchange }) =>
    locations.flatMap((location) =>
      isTyped(location, context)
        ? [{ location, exchange, field: `${exchange.request.operation} ${location.template}` }]
        : [],
    ),
  )
  const fields = [...groupBy(typed, ({ field }) => field)].filter(([, group]) => group.length > 1)
  return checkEach(fields, ([, group]) => {
    const [first] = group
    const other = group.find(({ location }) => getJsonType(location.value) !== getJsonType(first?.location.value))
    return first === undefined || other === undefined
      ? null
      : {
          message: 'the field has several types',
          pointer: other.location.template,
          example: `${getJsonType(first.location.value)}, ${getJsonType(other.location.value)}`,
          exchange: other.exchange,
        }
  })
}

/** Excludes null, free-form maps, and locations for which the document allows several types. */
function isTyped({ schema, value, template }: SchemaLocation, { profile }: CheckContext): boolean {
  if (value === undefined || value === null || template === '') return false
  if (profile.emptyMapAsArray && isFreeMap(schema)) return false
  const types = getTypes(schema).filter((type) => type !== 'null')
  return types.length === 1 && !('anyOf' in schema) && !('oneOf' in schema)
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
  if (declared.length === 0) throw createNotApplicable('the target sends no declared header')
  return checkEach(declared, ({ name, text, schema, evidence, exchange }) =>
    matchesSchema(text, schema)
      ? null
      : { message: `${name} does not match its schema`, level: toLevel(evidence), example: text, exchange },
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

/** Lists of undocumented fields and of documented fields that never occur, for information only. */
export const inventoryChecks: readonly Check[] = [
  createRecordCheck({
    id: 'SCH-002',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'Undocumented fields are listed',
    unit: 'object with documented fields',
    hint: 'one item or more',
    run: findUndocumentedFields,
  }),
  createRecordCheck({
    id: 'SCH-006',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'Every documented field occurs with a value',
    unit: 'documented field',
    hint: 'one item or more',
    run: findUnseenFields,
  }),
]

function findUndocumentedFields(context: CheckContext): Judgement {
  const objects = getSchemaLocations(context).flatMap(({ locations, exchange }) => {
    const documented = groupPropertyNames(locations)
    return locations.flatMap(({ pointer, template, value, schema }) => {
      const names = documented.get(pointer)
      return isObject(value) && names !== undefined && !isFreeMap(schema) && 'properties' in schema
        ? [{ template, extra: Object.keys(value).filter((name) => !names.has(name)), exchange }]
        : []
    })
  })
  const groups = [...groupBy(objects, ({ template, exchange }) => `${exchange.request.operation} ${template}`).values()]
  return {
    evidence: objects.length,
    violations: groups.flatMap((group) => {
      const [first] = group
      const names = [...new Set(group.flatMap(({ extra }) => extra))]
      return first === undefined
        ? []
        : names.map((name) => ({
            message: `${name} is not documented`,
            pointer: `${first.template}/${name}`,
            exchange: first.exchange,
          }))
    }),
  }
}

/** Collects the property names of each object, by pointer, from all subschemas that apply to it. */
function groupPropertyNames(locations: readonly SchemaLocation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>()
  for (const { pointer, schema } of locations) {
    const properties = names.get(pointer) ?? new Set()
    for (const name of Object.keys(schema['properties'] ?? {})) properties.add(name)
    names.set(pointer, properties)
  }
  return names
}

function findUnseenFields(context: CheckContext): Judgement {
  const seen = new Map<string, { readonly template: string; readonly hasValue: boolean }>()
  for (const { locations, exchange } of getSchemaLocations(context)) {
    for (const { template, value } of locations) {
      const key = `${exchange.request.operation} ${template}`
      const hasValue = seen.get(key)?.hasValue === true || (value !== undefined && value !== null)
      seen.set(key, { template, hasValue })
    }
  }
  return checkEach([...seen.values()], ({ template, hasValue }) =>
    hasValue ? null : { message: `${template} never has a value`, pointer: template },
  )
}
