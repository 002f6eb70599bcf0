// Checks: SCH-002, SCH-006, SCH-008, SCH-009, SCH-013
import { bestPractice, citeDocument } from '../rule-source.ts'
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
    ...citeDocument('SHOULD'),
    id: 'SCH-013',
    title: 'Declared headers match their schema',
    unit: 'declared header in a response',
    hint: 'responses with declared headers',
    run: checkHeaders,
  }),
]

/** Returns the schema locations of each successful body. */
function getBodyLocations({
  getExchanges,
  contract,
}: CheckContext): readonly { readonly locations: readonly SchemaLocation[]; readonly exchange: Exchange }[] {
  return dedupeExchanges(getExchanges()).flatMap((exchange) => {
    const body = isSuccess(exchange) ? findDeclaredBody(exchange, contract) : null
    return body === null ? [] : [{ locations: findSchemaLocations(body), exchange }]
  })
}

interface RecordedLocation extends SchemaLocation {
  readonly exchange: Exchange
}

/** Returns the schema locations of all successful bodies. */
export function getSchemaLocations(context: CheckContext): readonly RecordedLocation[] {
  return getBodyLocations(context).flatMap(({ locations, exchange }) =>
    locations.map((location) => ({ ...location, exchange })),
  )
}

function checkCounts(context: CheckContext): Judgement {
  const counts = getSchemaLocations(context).filter(isCount)
  if (counts.length === 0) throw createNotApplicable('no response contains a count')
  return checkEach(counts, ({ pointer, template, value, exchange }) => {
    if (Number.isInteger(value) && Number(value) >= 0) return null
    const example = `${pointer}: ${JSON.stringify(value)}`
    return { message: 'the count is negative or not an integer', pointer: template, example, exchange }
  })
}

function isCount({ schema, template, value }: SchemaLocation): boolean {
  const name = template.slice(template.lastIndexOf('/') + 1)
  return isNumeric(schema) && COUNT_NAMES.test(name) && value !== undefined && value !== null
}

function isNumeric(schema: JsonSchema): boolean {
  return getTypes(schema).some((type) => type === 'integer' || type === 'number')
}

function checkTypes(context: CheckContext): Judgement {
  const typed = getSchemaLocations(context).filter((location) => isTyped(location, context))
  const fields = [...groupBy(typed, getFieldKey).values()].filter((group) => group.length > 1)
  return checkEach(fields, (group) => {
    const types = group.map(({ value }) => getJsonType(value))
    const other = group.find((_, index) => types[index] !== types[0])
    if (other === undefined) return null
    const example = `${types[0]}, ${getJsonType(other.value)}`
    return { message: 'the field has several types', pointer: other.template, example, exchange: other.exchange }
  })
}

function getFieldKey({ template, exchange }: Pick<RecordedLocation, 'template' | 'exchange'>): string {
  return `${exchange.request.operation} ${template}`
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
    const responses = operation === null ? {} : getOperation(contract, operation).responses
    return Object.entries(responses[String(exchange.status)]?.headers ?? {}).flatMap(([name, { schema, evidence }]) => {
      const example = getHeader(exchange, name)
      return example === null ? [] : [{ name, example, schema, level: toLevel(evidence), exchange }]
    })
  })
  if (declared.length === 0) throw createNotApplicable('the target sends no declared header')
  return checkEach(declared, ({ name, schema, ...violation }) =>
    matchesSchema(violation.example, schema) ? null : { ...violation, message: `${name} does not match its schema` },
  )
}

function matchesSchema(text: string, schema: JsonSchema): boolean {
  const { format, minimum } = schema as { readonly format?: string; readonly minimum?: number }
  if (isNumeric(schema)) return /^-?\d+(?:\.\d+)?$/.test(text) && (minimum === undefined || Number(text) >= minimum)
  if (Array.isArray(schema['enum'])) return schema['enum'].includes(text)
  return format === undefined || isObject(format) || hasFormat(text, format, 'uuid') !== false
}

/** Lists of undocumented fields and of documented fields that never occur, for information only. */
export const inventoryChecks: readonly Check[] = [
  createRecordCheck({
    ...bestPractice,
    id: 'SCH-002',
    level: 'INFO',
    title: 'Undocumented fields are listed',
    unit: 'object with documented fields',
    hint: 'one item or more',
    run: findUndocumentedFields,
  }),
  createRecordCheck({
    ...bestPractice,
    id: 'SCH-006',
    level: 'INFO',
    title: 'Every documented field occurs with a value',
    unit: 'documented field',
    hint: 'one item or more',
    run: findUnseenFields,
  }),
]

function findUndocumentedFields(context: CheckContext): Judgement {
  const objects = getBodyLocations(context).flatMap(({ locations, exchange }) => {
    const documented = groupPropertyNames(locations)
    return locations.flatMap(({ pointer, template, value, schema }) => {
      const names = documented.get(pointer)
      return isObject(value) && names !== undefined && !isFreeMap(schema) && 'properties' in schema
        ? [{ template, extra: Object.keys(value).filter((name) => !names.has(name)), exchange }]
        : []
    })
  })
  const groups = [...groupBy(objects, getFieldKey).values()]
  const violations = groups.flatMap((group) => {
    const names = [...new Set(group.flatMap(({ extra }) => extra))]
    return group
      .slice(0, 1)
      .flatMap(({ template, exchange }) =>
        names.map((name) => ({ message: `${name} is not documented`, pointer: `${template}/${name}`, exchange })),
      )
  })
  return { evidence: objects.length, violations }
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
  const fields = [...groupBy(getSchemaLocations(context), getFieldKey).values()]
  return checkEach(fields, (group) => {
    const [template = ''] = group.map((location) => location.template)
    const hasValue = group.some(({ value }) => value !== undefined && value !== null)
    return hasValue ? null : { message: `${template} never has a value`, pointer: template }
  })
}
