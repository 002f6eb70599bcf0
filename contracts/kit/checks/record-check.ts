import { type Check, type CheckRule, defineCheck, type RuleSource } from '../check.ts'
import { type Exchange, isSuccess } from '../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../outcome.ts'
import { type CheckContext, runTrafficProbes } from '../check-context.ts'
import { dedupeExchanges, findDeclaredBody, findSchemaLocations } from '../spec/declared-body.ts'
import type { SchemaLocation } from '../spec/schema-locations.ts'
import type { JsonSchema } from '../spec/spec-document.ts'

type RecordRule = Omit<CheckRule, 'run' | 'isRecordCheck'>

/** Creates a check of all recorded exchanges; it runs the traffic probes first, so that there are some. */
export function createRecordCheck(
  id: string,
  source: RuleSource,
  rule: RecordRule & { readonly run: (context: CheckContext) => Judgement | Promise<Judgement> },
): Check {
  return defineCheck(id, source, {
    ...rule,
    isRecordCheck: true,
    run: async (context) => {
      await runTrafficProbes(context)
      return await rule.run(context)
    },
  })
}

interface ExchangeRule extends RecordRule {
  readonly select: (context: CheckContext) => readonly Exchange[]
  readonly judge: (exchange: Exchange, context: CheckContext) => Violation | readonly Violation[] | null
  readonly absenceReason?: string
}

/** Creates a check of each recorded exchange that `select` returns; with an `absenceReason`, it does not apply without any. */
export function createExchangeCheck(
  id: string,
  source: RuleSource,
  { select, judge, absenceReason, ...rule }: ExchangeRule,
): Check {
  return createRecordCheck(id, source, {
    ...rule,
    run: (context) => {
      const exchanges = select(context)
      if (exchanges.length === 0 && absenceReason !== undefined) throw createNotApplicable(absenceReason)
      return checkEach(exchanges, (exchange) => judge(exchange, context))
    },
  })
}

/** A value of a successful body with its schema. */
export interface RecordedLocation extends SchemaLocation {
  readonly exchange: Exchange
}

interface RecordedBody {
  readonly exchange: Exchange
  readonly locations: readonly RecordedLocation[]
}

/** The distinct values of a run. Most responses repeat items of earlier ones, and a repeated item has the same faults. */
class RecordedBodies {
  readonly bodies: RecordedBody[] = []
  /** The locations of all bodies. */
  readonly locations: RecordedLocation[] = []
  readonly #read = new Set<Exchange>()
  readonly #elements = new Map<string, Map<JsonSchema, Set<string>>>()

  /** Adds the bodies of exchanges since the last call. */
  addBodies({ getExchanges, contract }: CheckContext): void {
    for (const exchange of dedupeExchanges(getExchanges())) {
      if (this.#read.has(exchange)) continue
      this.#read.add(exchange)
      const body = isSuccess(exchange) ? findDeclaredBody(exchange, contract) : null
      const { operation } = exchange.request
      const isNew = (element: SchemaLocation): boolean => this.#addElement(`${operation} ${exchange.status}`, element)
      const found = body === null ? [] : findSchemaLocations(body, isNew)
      const locations = found.map((location) => ({ ...location, exchange }))
      this.bodies.push({ exchange, locations })
      for (const location of locations) this.locations.push(location)
    }
  }

  /** Returns false for an element that an earlier response of the operation had in the same place. */
  #addElement(response: string, { template, schema, value }: SchemaLocation): boolean {
    const key = `${response} ${template}`
    const textsBySchema = this.#elements.get(key) ?? new Map<JsonSchema, Set<string>>()
    this.#elements.set(key, textsBySchema)
    const texts = textsBySchema.get(schema) ?? new Set()
    textsBySchema.set(schema, texts)
    const { size } = texts
    return texts.add(JSON.stringify(value)).size > size
  }
}

const recordedBodies = new WeakMap<CheckContext, RecordedBodies>()

/** Lists the successful bodies with a declared schema; an array element that an earlier one had is left out. */
export function listRecordedBodies(context: CheckContext): readonly RecordedBody[] {
  return readRecordedBodies(context).bodies
}

/** Lists the schema locations of these bodies. Large worlds have millions, so all checks read one list. */
export function listRecordedLocations(context: CheckContext): readonly RecordedLocation[] {
  return readRecordedBodies(context).locations
}

function readRecordedBodies(context: CheckContext): RecordedBodies {
  const recorded = recordedBodies.get(context) ?? new RecordedBodies()
  recordedBodies.set(context, recorded)
  recorded.addBodies(context)
  return recorded
}
