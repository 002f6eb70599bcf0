import { bestPractice, citeDocument, informative, type Check } from '../../check.ts'
import type { CheckContext } from '../../check-context.ts'
import { groupBy, isObject, type Json, type JsonObject } from '../../json.ts'
import { getHeader, isSuccess } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../../outcome.ts'
import { getOperation } from '../../spec/contract.ts'
import { toLevel } from '../../spec/evidence.ts'
import { getTypes } from '../../spec/schema-locations.ts'
import type { JsonSchema } from '../../spec/spec-document.ts'
import { hasFormat, isFreeMap } from '../../spec/validate-shape.ts'
import { checkValues, createRecordCheck, listRecordedFields, type RecordedField } from '../record-check.ts'

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
  const judgement = checkValues(listRecordedFields(context).filter(isCount), {
    select: (value) => value ?? undefined,
    check: (value, { pointer }, { schema }) => {
      // The document may give a lower value a meaning, such as -1 for unknown.
      const minimum = Math.min(0, Number(schema['minimum'] ?? 0))
      if (Number.isInteger(value) && Number(value) >= minimum) return null
      return { message: 'the count is negative or not an integer', example: `${pointer}: ${JSON.stringify(value)}` }
    },
  })
  if (judgement.evidence === 0) throw createNotApplicable('no response contains a count')
  return judgement
}

function isCount({ schema, template }: RecordedField): boolean {
  return isNumeric(schema) && COUNT_NAMES.test(template.slice(template.lastIndexOf('/') + 1))
}

function hasValue(value: Json | undefined): boolean {
  return value !== undefined && value !== null
}

function isNumeric(schema: JsonSchema): boolean {
  return getTypes(schema).some((type) => type === 'integer' || type === 'number')
}

function checkTypes(context: CheckContext): Judgement {
  const typed = listRecordedFields(context).filter((field) => hasOneType(field, context))
  const groups = [...groupBy(typed, getFieldKey).values()].map((fields) =>
    fields.flatMap(({ template, values }) =>
      values.filter(({ value }) => hasValue(value)).map(({ value, exchange }) => ({ template, value, exchange })),
    ),
  )
  const compared = groups.filter((group) => group.length > 1)
  return checkEach(compared, (group) => {
    const type = getJsonType(group[0]?.value)
    const other = group.find(({ value }) => getJsonType(value) !== type)
    if (other === undefined) return null
    const example = `${type}, ${getJsonType(other.value)}`
    return { message: 'the field has several types', pointer: other.template, example, exchange: other.exchange }
  })
}

/** Equal for the subschemas of one place. */
function getFieldKey({ operation, template }: RecordedField): string {
  return `${operation} ${template}`
}

/** Excludes free-form maps, and fields for which the document allows several types. */
function hasOneType({ schema, template }: RecordedField, { profile }: CheckContext): boolean {
  if (template === '' || (profile.emptyMapAsArray && isFreeMap(schema))) return false
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
  const fields = listRecordedFields(context).filter(({ schema }) => 'properties' in schema)
  const documented = collectPropertyNames(fields)
  let evidence = 0
  const violations = [...groupBy(fields, getFieldKey).values()].flatMap((group) => {
    const undocumented = new Map<string, Violation>()
    for (const { template, values } of group)
      for (const { value, exchange } of values) {
        if (!isObject(value)) continue
        evidence++
        for (const name of Object.keys(value)) {
          if (documented.get(value)?.has(name) === true || undocumented.has(name)) continue
          undocumented.set(name, { message: `${name} is not documented`, pointer: `${template}/${name}`, exchange })
        }
      }
    return [...undocumented.values()]
  })
  return { evidence, violations }
}

/** Collects the property names of each object from all subschemas that apply to it. */
function collectPropertyNames(fields: readonly RecordedField[]): ReadonlyMap<JsonObject, ReadonlySet<string>> {
  const namesByObject = new Map<JsonObject, ReadonlySet<string>>()
  for (const { schema, values } of fields) {
    const names = new Set(Object.keys(schema['properties'] ?? {}))
    for (const { value } of values) {
      if (!isObject(value)) continue
      const others = namesByObject.get(value)
      namesByObject.set(value, others === undefined ? names : new Set([...others, ...names]))
    }
  }
  return namesByObject
}

function findUnseenFields(context: CheckContext): Judgement {
  const fields = [...groupBy(listRecordedFields(context), getFieldKey).values()]
  return checkEach(fields, (group) => {
    const [{ template } = { template: '' }] = group
    const isSeen = group.some(({ values }) => values.some(({ value }) => hasValue(value)))
    return isSeen ? null : { message: `${template} never has a value`, pointer: template }
  })
}
