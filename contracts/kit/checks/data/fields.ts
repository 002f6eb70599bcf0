import { bestPractice, citeDocument, informative, type Check } from '../../check.ts'
import type { CheckContext } from '../../check-context.ts'
import { groupBy, isObject } from '../../json.ts'
import { getHeader, isSuccess } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement } from '../../outcome.ts'
import { getOperation } from '../../spec/contract.ts'
import { toLevel } from '../../spec/evidence.ts'
import { getTypes, type SchemaLocation } from '../../spec/schema-locations.ts'
import type { JsonSchema } from '../../spec/spec-document.ts'
import { hasFormat, isFreeMap } from '../../spec/validate-shape.ts'
import { createRecordCheck, listRecordedBodies, listRecordedLocations, type RecordedLocation } from '../record-check.ts'

const COUNT_NAMES = /count|total|size|cost|page|version|number|remaining|elements|limit|interval|timeout|expires$/i

/** Checks of field values and declared headers, over all recorded exchanges. */
export const fieldChecks: readonly Check[] = [
  createRecordCheck('SCH-008', bestPractice, {
    title: 'Counts, sizes, costs and versions are non-negative integers',
    evidence: ['count, size, cost or version', 'items with numbers'],
    run: checkCounts,
  }),
  createRecordCheck('SCH-009', bestPractice, {
    title: 'A field has one JSON type in all items, except for null',
    evidence: ['field with two values or more', 'items to compare'],
    run: checkTypes,
  }),
  createRecordCheck('SCH-013', citeDocument('SHOULD'), {
    title: 'Declared headers match their schema',
    evidence: ['declared header in a response', 'responses with declared headers'],
    run: checkHeaders,
  }),
  createRecordCheck('HTTP-036', citeDocument('SHOULD'), {
    title: 'A declared header is sent with every successful response of an operation, or with none',
    evidence: ['declared header of an operation', 'several responses of one operation'],
    run: checkHeaderPresence,
  }),
]

function checkCounts(context: CheckContext): Judgement {
  const counts = listRecordedLocations(context).filter(isCount)
  if (counts.length === 0) throw createNotApplicable('no response contains a count')
  return checkEach(counts, ({ schema, pointer, template, value, exchange }) => {
    // The document may give a lower value a meaning, such as -1 for unknown.
    const minimum = Math.min(0, Number(schema['minimum'] ?? 0))
    if (Number.isInteger(value) && Number(value) >= minimum) return null
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
  const typed = listRecordedLocations(context).filter((location) => isTyped(location, context))
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

/** Compares the responses to the own credential; a header that the target never sends is not required. */
function checkHeaderPresence({ getExchanges, contract }: CheckContext): Judgement {
  const own = getExchanges().filter(
    (exchange) =>
      isSuccess(exchange) && exchange.request.operation !== null && (exchange.request.credential ?? 'own') === 'own',
  )
  const groups = groupBy(own, ({ request, status }) => `${request.operation} ${status}`)
  const sent = [...groups.values()].flatMap((group) => {
    const [{ request, status } = {}] = group
    const headers =
      request?.operation == null
        ? {}
        : (getOperation(contract, request.operation).responses[String(status)]?.headers ?? {})
    return Object.keys(headers).flatMap((name) => {
      const without = group.filter((exchange) => getHeader(exchange, name) === null)
      return group.length < 2 || without.length === group.length ? [] : [{ name, exchange: without[0] }]
    })
  })
  if (sent.length === 0) throw createNotApplicable('the target sends no declared header')
  return checkEach(sent, ({ name, exchange }) =>
    exchange === undefined
      ? null
      : { message: `${name} is missing in some responses`, example: exchange.request.path, exchange },
  )
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
  createRecordCheck('SCH-002', informative, {
    title: 'Undocumented fields are listed',
    evidence: ['object with documented fields', 'one item or more'],
    run: findUndocumentedFields,
  }),
  createRecordCheck('SCH-006', informative, {
    title: 'Every documented field occurs with a value',
    evidence: ['documented field', 'one item or more'],
    run: findUnseenFields,
  }),
]

function findUndocumentedFields(context: CheckContext): Judgement {
  const objects = listRecordedBodies(context).flatMap(({ locations, exchange }) => {
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
  const fields = [...groupBy(listRecordedLocations(context), getFieldKey).values()]
  return checkEach(fields, (group) => {
    const [template = ''] = group.map((location) => location.template)
    const hasValue = group.some(({ value }) => value !== undefined && value !== null)
    return hasValue ? null : { message: `${template} never has a value`, pointer: template }
  })
}
