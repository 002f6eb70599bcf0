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
import { getPath, isObject, getString } from '../../json.ts'
import { toLevel, getLowerLevel } from '../../spec/evidence.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { isNullable, type SchemaLocation, toPointerTemplate } from '../../spec/schema-locations.ts'
import { isFreeMap, validateShape } from '../../spec/validate-shape.ts'
import { createRecordCheck } from '../record-check.ts'

/** Bodies against the schema of their operation, status and media type, judged over everything that was exchanged. */
export const schemaChecks: readonly Check[] = [
  createRecordCheck({
    id: 'SCH-001',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'A body has the shape of its declared schema; members that nobody documented are allowed',
    unit: 'body with a declared schema',
    remedy: 'let the run get documented answers',
    run: (context) => checkEach(getDeclaredBodies(context, isSuccess), (body) => findShapeViolations(body, context)),
  }),
  createRecordCheck({
    id: 'SCH-003',
    level: 'SHOULD',
    source: { kind: 'document' },
    title: 'Documented members without a value are null, not left out',
    unit: 'nullable member',
    remedy: 'items of which some member is null',
    run: (context) =>
      checkLocations(context, ({ schema }) => isNullable(schema), {
        what: 'the member is left out',
        holds: ({ value }) => value !== undefined,
      }),
  }),
  createRecordCheck({
    id: 'SCH-004',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'Members with a closed set of values have one of them',
    unit: 'value of a closed set',
    remedy: 'items to look at',
    run: (context) =>
      checkLocations(context, ({ schema, value }) => Array.isArray(schema['enum']) && typeof value === 'string', {
        what: 'a value that nobody documented',
        holds: ({ schema, value }) => (schema['enum'] as readonly unknown[]).includes(value),
      }),
  }),
  createRecordCheck({
    id: 'SCH-005',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'Texts have their declared format',
    unit: 'text with a declared format',
    remedy: 'items to look at',
    run: (context) =>
      checkLocations(context, (place) => matchFormat(place, context) !== null, {
        what: 'the text does not have the declared format',
        holds: (place) => matchFormat(place, context) === true,
      }),
  }),
  createRecordCheck({
    id: 'SCH-012',
    level: 'SHOULD',
    source: { kind: 'document' },
    title: 'Error bodies have the shape of their declared schema',
    unit: 'error body with a declared schema',
    remedy: 'let the run be refused',
    run: (context) =>
      checkEach(
        getDeclaredBodies(context, ({ status }) => status >= 400),
        (body) => findShapeViolations(body, context),
      ),
  }),
]

/** The check of bags of free members, for documents that have any. */
export const freeMapCheck: Check = createRecordCheck({
  id: 'SCH-007',
  level: 'MUST',
  source: { kind: 'document' },
  title: 'Free-form maps are JSON objects',
  unit: 'free-form map',
  remedy: 'items with free-form members',
  run: checkFreeMaps,
})

export interface EmptyCollectionRules {
  /** Asks for a collection in a way that finds nothing. */
  readonly response: Probe<Exchange>
  /** The members that lead to the array. */
  readonly arrayPath: readonly string[]
  /** Whether refusing the question is as good an answer. */
  readonly mayReject: boolean
}

/** The check of a collection without items. */
export function createEmptyCollectionCheck({ response, arrayPath, mayReject }: EmptyCollectionRules): Check {
  return {
    id: 'SCH-010',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'An empty collection is an empty array in the usual envelope with status 200',
    unit: 'empty collection',
    remedy: 'a question that finds nothing',
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(response)
      if (mayReject && isClientError(exchange))
        throw createNotApplicable('the target refuses the question that would find nothing')
      if (isSuccess(exchange) && exchange.body === undefined) throw createBlocked('the answer is no JSON')
      const items = getPath(exchange.body, ...arrayPath)
      if (exchange.status === 200 && Array.isArray(items))
        return { evidence: items.length === 0 ? 1 : 0, violations: [] }
      const what = exchange.status === 200 ? 'no array where the items belong' : `status ${exchange.status}`
      const pointer = arrayPath.map((step) => `/${step}`).join('')
      return { evidence: 1, violations: [{ message: what, pointer, exchange }] }
    },
  }
}

function getDeclaredBodies(
  { getExchanges, contract }: CheckContext,
  wanted: (exchange: Exchange) => boolean,
): readonly DeclaredBody[] {
  return dedupeExchanges(getExchanges()).flatMap((exchange) =>
    wanted(exchange) ? (findDeclaredBody(exchange, contract) ?? []) : [],
  )
}

function findShapeViolations(
  { exchange, schema, body, evidence }: DeclaredBody,
  { profile }: CheckContext,
): readonly Violation[] {
  return validateShape(schema, body).map((error) => {
    const disputed = profile.disputedPlaces.includes(toPointerTemplate(error.pointer))
    const level = disputed ? 'INFO' : getLowerLevel(toLevel(error.evidence ?? evidence), toLevel(evidence))
    return { message: `the value ${error.message}`, level, pointer: error.pointer, exchange }
  })
}

function checkLocations(
  context: CheckContext,
  isChecked: (place: SchemaLocation) => boolean,
  { what, holds }: { readonly what: string; readonly holds: (place: SchemaLocation) => boolean },
): Judgement {
  return mergeJudgements(
    getDeclaredBodies(context, isSuccess).map((body) =>
      checkEach(findConstrainedLocations(body).filter(isChecked), (place) => {
        if (holds(place)) return null
        const { pointer, template, value, evidence } = place
        const witness = value === undefined ? pointer : `${pointer}: ${JSON.stringify(value).slice(0, 120)}`
        return { message: what, level: toLevel(evidence), pointer: template, witness, exchange: body.exchange }
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
    what: 'a free-form map is no object',
    holds: ({ value }) => isObject(value) || isEmptyArrayAllowed(value),
  })
}
