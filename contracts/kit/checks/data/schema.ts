// Checks: SCH-001, SCH-003, SCH-004, SCH-005, SCH-007, SCH-010, SCH-012
import {
  type DeclaredBody,
  findDeclaredBody,
  dedupeExchanges,
  findConstrainedLocations,
} from '../../spec/declared-body.ts'
import type { Check } from '../../check.ts'
import { type Exchange, isClientError, isSuccess } from '../../http/exchange.ts'
import { hasFormat } from '../../spec/string-formats.ts'
import {
  checkEach,
  createBlocked,
  createNotApplicable,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../outcome.ts'
import { getPath, isObject, getString, toPointerTemplate } from '../../json.ts'
import { toLevel, getLowerLevel } from '../../spec/evidence.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { isNullable, type SchemaLocation } from '../../spec/schema-locations.ts'
import { isFreeMap, validateShape } from '../../spec/validate-shape.ts'
import { citeDocument } from '../rule-source.ts'
import { createRecordCheck } from '../record-check.ts'

/** Checks of bodies against the schema of their operation, status and media type, over all recorded exchanges. */
export const schemaChecks: readonly Check[] = [
  createRecordCheck({
    ...citeDocument('MUST'),
    id: 'SCH-001',
    title: 'Bodies match their declared schema; undocumented fields are allowed',
    unit: 'body with a declared schema',
    hint: 'let the run get documented responses',
    run: (context) => checkShapes(context, isSuccess),
  }),
  createRecordCheck({
    ...citeDocument('SHOULD'),
    id: 'SCH-003',
    title: 'Nullable fields without a value are null, not omitted',
    unit: 'nullable field',
    hint: 'an item with a null field',
    run: (context) =>
      checkLocations(context, ({ schema }) => isNullable(schema), {
        message: 'the field is omitted',
        isValid: ({ value }) => value !== undefined,
      }),
  }),
  createRecordCheck({
    ...citeDocument('MUST'),
    id: 'SCH-004',
    title: 'Enum fields have a documented value',
    unit: 'enum value',
    hint: 'one item or more',
    run: (context) =>
      checkLocations(context, ({ schema, value }) => Array.isArray(schema['enum']) && typeof value === 'string', {
        message: 'the value is not documented',
        isValid: ({ schema, value }) => (schema['enum'] as readonly unknown[]).includes(value),
      }),
  }),
  createRecordCheck({
    ...citeDocument('MUST'),
    id: 'SCH-005',
    title: 'Strings match their declared format',
    unit: 'string with a declared format',
    hint: 'one item or more',
    run: (context) =>
      checkLocations(context, (location) => matchFormat(location, context) !== null, {
        message: 'the string does not match its declared format',
        isValid: (location) => matchFormat(location, context) === true,
      }),
  }),
  createRecordCheck({
    ...citeDocument('SHOULD'),
    id: 'SCH-012',
    title: 'Error bodies match their declared schema',
    unit: 'error body with a declared schema',
    hint: 'let the run send invalid requests',
    run: (context) => checkShapes(context, ({ status }) => status >= 400),
  }),
]

/** The check of free-form maps, for documents that have any. */
export const freeMapCheck: Check = createRecordCheck({
  ...citeDocument('MUST'),
  id: 'SCH-007',
  title: 'Free-form maps are JSON objects',
  unit: 'free-form map',
  hint: 'items with free-form maps',
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
  return {
    ...citeDocument('MUST'),
    id: 'SCH-010',
    title: 'An empty collection gets 200 with an empty array',
    unit: 'empty collection',
    hint: 'a request that matches no item',
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
  }
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

function checkLocations(
  context: CheckContext,
  isChecked: (location: SchemaLocation) => boolean,
  { message, isValid }: { readonly message: string; readonly isValid: (location: SchemaLocation) => boolean },
): Judgement {
  return mergeJudgements(
    getDeclaredBodies(context, isSuccess).map((body) =>
      checkEach(findConstrainedLocations(body).filter(isChecked), (location) => {
        if (isValid(location)) return null
        const { pointer, template, value, evidence } = location
        const example = value === undefined ? pointer : `${pointer}: ${JSON.stringify(value).slice(0, 120)}`
        return { message, level: toLevel(evidence), pointer: template, example, exchange: body.exchange }
      }),
    ),
  )
}

function matchFormat({ schema, value }: SchemaLocation, { profile }: CheckContext): boolean | null {
  const format = getString({ format: schema['format'] as string }, 'format')
  return format === undefined || typeof value !== 'string' ? null : hasFormat(value, format, profile.idForm)
}

function checkFreeMaps(context: CheckContext): Judgement {
  const isFilledFreeMap = ({ schema, value }: SchemaLocation): boolean =>
    isFreeMap(schema) && value !== undefined && (value !== null || !isNullable(schema))
  const isEmptyArrayAllowed = (value: unknown): boolean =>
    context.profile.emptyMapAsArray && Array.isArray(value) && value.length === 0
  return checkLocations(context, isFilledFreeMap, {
    message: 'the free-form map is not an object',
    isValid: ({ value }) => isObject(value) || isEmptyArrayAllowed(value),
  })
}
