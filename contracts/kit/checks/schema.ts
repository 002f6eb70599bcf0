import { type DeclaredBody, declaredBody, distinct, placesIn } from '../bodies.ts'
import type { Check } from '../check.ts'
import { type Exchange, isRefusal, isSuccess } from '../exchange.ts'
import { hasFormat } from '../formats.ts'
import { judgeEach, type Judgement, together, type Violation } from '../finding.ts'
import { at, isObject, textAt } from '../json.ts'
import { levelOf, weaker } from '../level.ts'
import type { Context, Observation } from '../observation.ts'
import { blocked, notApplicable } from '../outcome.ts'
import { isNullable, type Place } from '../places.ts'
import { templateOf } from '../pointer.ts'
import { isFreeMap, shapeErrors } from '../shape.ts'
import { recordCheck } from './record-check.ts'

/** Bodies against the schema of their operation, status and media type, judged over everything that was exchanged. */
export const schemaChecks: readonly Check[] = [
  recordCheck({
    id: 'SCH-001',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'A body has the shape of its declared schema; members that nobody documented are allowed',
    unit: 'body with a declared schema',
    remedy: 'let the run get documented answers',
    judge: (context) => judgeEach(bodies(context, isSuccess), (body) => shapeViolations(body, context)),
  }),
  recordCheck({
    id: 'SCH-003',
    level: 'SHOULD',
    source: { kind: 'document' },
    title: 'Documented members without a value are null, not left out',
    unit: 'nullable member',
    remedy: 'items of which some member is null',
    judge: (context) =>
      judgePlaces(context, ({ schema }) => isNullable(schema), {
        what: 'the member is left out',
        holds: ({ value }) => value !== undefined,
      }),
  }),
  recordCheck({
    id: 'SCH-004',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'Members with a closed set of values have one of them',
    unit: 'value of a closed set',
    remedy: 'items to look at',
    judge: (context) =>
      judgePlaces(context, ({ schema, value }) => Array.isArray(schema['enum']) && typeof value === 'string', {
        what: 'a value that nobody documented',
        holds: ({ schema, value }) => (schema['enum'] as readonly unknown[]).includes(value),
      }),
  }),
  recordCheck({
    id: 'SCH-005',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'Texts have their declared format',
    unit: 'text with a declared format',
    remedy: 'items to look at',
    judge: (context) =>
      judgePlaces(context, (place) => formatHolds(place, context) !== null, {
        what: 'the text does not have the declared format',
        holds: (place) => formatHolds(place, context) === true,
      }),
  }),
  recordCheck({
    id: 'SCH-012',
    level: 'SHOULD',
    source: { kind: 'document' },
    title: 'Error bodies have the shape of their declared schema',
    unit: 'error body with a declared schema',
    remedy: 'let the run be refused',
    judge: (context) =>
      judgeEach(
        bodies(context, ({ status }) => status >= 400),
        (body) => shapeViolations(body, context),
      ),
  }),
]

/** The check of bags of free members, for documents that have any. */
export const freeMapCheck: Check = recordCheck({
  id: 'SCH-007',
  level: 'MUST',
  source: { kind: 'document' },
  title: 'Free-form maps are JSON objects',
  unit: 'free-form map',
  remedy: 'items with free-form members',
  judge: freeMaps,
})

export interface EmptyCollection {
  /** Asks for a collection in a way that finds nothing. */
  readonly asked: Observation<Exchange>
  /** The members that lead to the array. */
  readonly steps: readonly string[]
  /** Whether refusing the question is as good an answer. */
  readonly mayRefuse: boolean
}

/** The check of a collection without items. */
export function emptyCollectionCheck({ asked, steps, mayRefuse }: EmptyCollection): Check {
  return {
    id: 'SCH-010',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'An empty collection is an empty array in the usual envelope with status 200',
    unit: 'empty collection',
    remedy: 'a question that finds nothing',
    judge: async ({ observe }) => {
      const exchange = await observe(asked)
      if (mayRefuse && isRefusal(exchange))
        throw notApplicable('the target refuses the question that would find nothing')
      if (isSuccess(exchange) && exchange.body === undefined) throw blocked('the answer is no JSON')
      const found = at(exchange.body, ...steps)
      if (exchange.status === 200 && Array.isArray(found))
        return { evidence: found.length === 0 ? 1 : 0, violations: [] }
      const what = exchange.status === 200 ? 'no array where the items belong' : `status ${exchange.status}`
      const pointer = steps.map((step) => `/${step}`).join('')
      return { evidence: 1, violations: [{ what, pointer, exchange }] }
    },
  }
}

function bodies({ exchanges, contract }: Context, wanted: (exchange: Exchange) => boolean): readonly DeclaredBody[] {
  return distinct(exchanges()).flatMap((exchange) => (wanted(exchange) ? (declaredBody(exchange, contract) ?? []) : []))
}

function shapeViolations(
  { exchange, schema, body, evidence }: DeclaredBody,
  { profile }: Context,
): readonly Violation[] {
  return shapeErrors(schema, body).map((error) => {
    const disputed = profile.disputedPlaces.includes(templateOf(error.pointer))
    const level = disputed ? 'INFO' : weaker(levelOf(error.evidence ?? evidence), levelOf(evidence))
    return { what: `the value ${error.message}`, level, pointer: error.pointer, exchange }
  })
}

function judgePlaces(
  context: Context,
  speaks: (place: Place) => boolean,
  { what, holds }: { readonly what: string; readonly holds: (place: Place) => boolean },
): Judgement {
  return together(
    bodies(context, isSuccess).map((body) =>
      judgeEach(placesIn(body).filter(speaks), (place) => {
        if (holds(place)) return null
        const { pointer, template, value, evidence } = place
        const witness = value === undefined ? pointer : `${pointer}: ${JSON.stringify(value).slice(0, 120)}`
        return { what, level: levelOf(evidence), pointer: template, witness, exchange: body.exchange }
      }),
    ),
  )
}

function formatHolds({ schema, value }: Place, { profile }: Context): boolean | null {
  const format = textAt({ format: schema['format'] as string }, 'format')
  return format === undefined || typeof value !== 'string' ? null : hasFormat(value, format, profile.idForm)
}

function freeMaps(context: Context): Judgement {
  const wanted = ({ schema, value }: Place): boolean =>
    isFreeMap(schema) && value !== undefined && (value !== null || !isNullable(schema))
  const empty = (value: unknown): boolean =>
    context.profile.emptyMapAsArray && Array.isArray(value) && value.length === 0
  return judgePlaces(context, wanted, {
    what: 'a free-form map is no object',
    holds: ({ value }) => isObject(value) || empty(value),
  })
}
