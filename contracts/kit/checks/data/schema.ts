import { type DeclaredBody, findDeclaredBody, dedupeExchanges } from '../../spec/declared-body.ts'
import { type Check, defineCheck, citeDocument } from '../../check.ts'
import { type Exchange, isClientError, isSuccess } from '../../http/exchange.ts'
import { hasFormat, isFreeMap, isNumericFormat, validateShape } from '../../spec/validate-shape.ts'
import { checkEach, createBlocked, createNotApplicable, type Judgement, type Violation } from '../../outcome.ts'
import { getPath, isObject, type Json, toPointerTemplate } from '../../json.ts'
import { toLevel, getLowerLevel } from '../../spec/evidence.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { isNullable } from '../../spec/schema-locations.ts'
import { checkValues, createRecordCheck, listRecordedFields, type RecordedField, selectText } from '../record-check.ts'

/** Checks of bodies against the schema of their operation, status and media type, over all recorded exchanges. */
export const schemaChecks: readonly Check[] = [
  createRecordCheck('SCH-001', citeDocument('MUST'), {
    title: 'Bodies match their declared schema; undocumented fields are allowed',
    evidence: ['body with a declared schema', 'let the run get documented responses'],
    run: (context) => checkShapes(context, isSuccess),
  }),
  createRecordCheck('SCH-003', citeDocument('SHOULD'), {
    title: 'Nullable fields without a value are null, not omitted',
    evidence: ['nullable field', 'an item with a null field'],
    run: (context) =>
      checkFields(context, ({ schema }) => isNullable(schema), {
        message: 'the field is omitted',
        select: (value) => (value === undefined ? 'omitted' : 'present'),
        isValid: (state) => state === 'present',
      }),
  }),
  createRecordCheck('SCH-004', citeDocument('MUST'), {
    title: 'Enum fields have a documented value',
    evidence: ['enum value', 'one item or more'],
    run: (context) =>
      checkFields(context, ({ schema }) => Array.isArray(schema['enum']), {
        message: 'the value is not documented',
        select: selectText,
        isValid: (text, { schema }) => (schema['enum'] as readonly unknown[]).includes(text),
      }),
  }),
  createRecordCheck('SCH-005', citeDocument('MUST'), {
    title: 'Strings match their declared format',
    evidence: ['string with a declared format', 'one item or more'],
    run: (context) =>
      checkFields(context, hasTextFormat, {
        message: 'the string does not match its declared format',
        select: selectText,
        isValid: (text, { schema }) => hasFormat(text, schema['format'] as string, context.profile.idForm) !== false,
      }),
  }),
  createRecordCheck('SCH-012', citeDocument('SHOULD'), {
    title: 'Error bodies match their declared schema',
    evidence: ['error body with a declared schema', 'let the run send invalid requests'],
    run: (context) => checkShapes(context, ({ status }) => status >= 400),
  }),
]

/** The check of free-form maps, for documents that have any. */
export const freeMapCheck: Check = createRecordCheck('SCH-007', citeDocument('MUST'), {
  title: 'Free-form maps are JSON objects',
  evidence: ['free-form map', 'items with free-form maps'],
  run: checkFreeMaps,
})

interface EmptyCollectionRules {
  /** The response to a request that matches no item. */
  readonly response: Probe<Exchange>
  /** The path from the body to the array. */
  readonly arrayPath: readonly string[]
  /** True when the target may also reject the request. */
  readonly mayReject: boolean
}

export function createEmptyCollectionCheck({ response, arrayPath, mayReject }: EmptyCollectionRules): Check {
  return defineCheck('SCH-010', citeDocument('MUST'), {
    title: 'An empty collection gets 200 with an empty array',
    evidence: ['empty collection', 'a request that matches no item'],
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(response)
      if (mayReject && isClientError(exchange))
        throw createNotApplicable('the target rejects a request that matches no item')
      if (isSuccess(exchange) && exchange.body === undefined) throw createBlocked('the body is not JSON')
      const items = getPath(exchange.body, ...arrayPath)
      if (exchange.status === 200 && Array.isArray(items))
        return { evidence: items.length === 0 ? 1 : 0, violations: [] }
      const message =
        exchange.status === 200 ? 'the items are not an array' : `status ${exchange.status} instead of 200`
      const pointer = arrayPath.map((step) => `/${step}`).join('')
      return { evidence: 1, violations: [{ message, pointer, exchange }] }
    },
  })
}

function getDeclaredBodies(
  { getExchanges, contract }: CheckContext,
  isIncluded: (exchange: Exchange) => boolean,
): readonly DeclaredBody[] {
  return dedupeExchanges(getExchanges()).flatMap((exchange) =>
    isIncluded(exchange) ? (findDeclaredBody(exchange, contract) ?? []) : [],
  )
}

function checkShapes(context: CheckContext, isIncluded: (exchange: Exchange) => boolean): Judgement {
  return checkEach(getDeclaredBodies(context, isIncluded), ({ exchange, schema, body, evidence }) =>
    validateShape(schema, body).map(({ pointer, message, evidence: ownEvidence }): Violation => {
      const isDisputed = context.profile.disputedPointers.includes(toPointerTemplate(pointer))
      const level = isDisputed ? 'INFO' : getLowerLevel(toLevel(ownEvidence ?? evidence), toLevel(evidence))
      return { message: `the value ${message}`, level, pointer, exchange }
    }),
  )
}

interface FieldRule<Selected> {
  readonly message: string
  /** Returns the part of a value that is checked; undefined for a value that is not checked. */
  readonly select: (value: Json | undefined, field: RecordedField) => Selected | undefined
  readonly isValid: (selected: Selected, field: RecordedField) => boolean
}

function checkFields<Selected>(
  context: CheckContext,
  isSelected: (field: RecordedField) => boolean,
  { message, select, isValid }: FieldRule<Selected>,
): Judgement {
  return checkValues(listRecordedFields(context).filter(isSelected), {
    select,
    check: (selected, { value, pointer }, field) => {
      if (isValid(selected, field)) return null
      const example = value === undefined ? pointer : `${pointer}: ${JSON.stringify(value).slice(0, 120)}`
      return { message, level: toLevel(field.evidence), example }
    },
  })
}

function hasTextFormat({ schema }: RecordedField): boolean {
  const format = schema['format']
  return typeof format === 'string' && !isNumericFormat(format)
}

function checkFreeMaps(context: CheckContext): Judgement {
  const isEmptyArrayAllowed = (value: unknown): boolean =>
    context.profile.emptyMapAsArray && Array.isArray(value) && value.length === 0
  return checkFields(context, ({ schema }) => isFreeMap(schema), {
    message: 'the free-form map is not an object',
    select: (value, { schema }) => (value === null && isNullable(schema) ? undefined : value),
    isValid: (value) => isObject(value) || isEmptyArrayAllowed(value),
  })
}
