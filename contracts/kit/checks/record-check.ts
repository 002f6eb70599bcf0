import { hash } from 'node:crypto'
import { type Check, type CheckRule, defineCheck, type RuleSource } from '../check.ts'
import { type Exchange, isSuccess } from '../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../outcome.ts'
import { type CheckContext, runTrafficProbes } from '../check-context.ts'
import { dedupeExchanges, findDeclaredBody, findSchemaLocations } from '../spec/declared-body.ts'
import type { SchemaLocation } from '../spec/schema-locations.ts'
import type { Evidence, JsonSchema } from '../spec/spec-document.ts'
import type { Json } from '../json.ts'

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

/** A value of a successful body. */
export interface RecordedValue {
  /** Undefined when the schema requires the member and the body lacks it. */
  readonly value: Json | undefined
  /** JSON pointer of the value. */
  readonly pointer: string
  readonly exchange: Exchange
}

/** The values in one place of the successful responses of an operation, with one subschema that applies to them. */
export interface RecordedField {
  readonly operation: string | null
  /** The pointer of the values, with `*` for array positions and for the names of free members. */
  readonly template: string
  readonly schema: JsonSchema
  readonly evidence: Evidence
  readonly values: readonly RecordedValue[]
}

/** A field while the run goes on. */
interface GrowingField extends RecordedField {
  readonly values: RecordedValue[]
}

/** The fields of a run with their distinct values. Most responses repeat items of earlier ones, and a repeated item has the same faults. */
class FieldRecorder {
  readonly fields: GrowingField[] = []
  readonly #read = new Set<Exchange>()
  /** Digests of the elements, which need a tenth of the memory of their texts. */
  readonly #elements = new Map<string, Map<JsonSchema, Set<string>>>()
  /** The fields of each operation, by template. */
  readonly #fieldsByOperation = new Map<string | null, Map<string, GrowingField[]>>()

  /** Adds the bodies of exchanges since the last call. */
  addBodies({ getExchanges, contract }: CheckContext): void {
    for (const exchange of dedupeExchanges(getExchanges())) {
      if (this.#read.has(exchange)) continue
      this.#read.add(exchange)
      const body = isSuccess(exchange) ? findDeclaredBody(exchange, contract) : null
      if (body === null) continue
      const { operation } = exchange.request
      const isNew = (element: SchemaLocation): boolean => this.#addElement(`${operation} ${exchange.status}`, element)
      for (const location of findSchemaLocations(body, isNew))
        this.#getField(operation, location).values.push({ value: location.value, pointer: location.pointer, exchange })
    }
  }

  /** Returns false for an element that an earlier response of the operation had in the same place. */
  #addElement(response: string, { template, schema, value }: SchemaLocation): boolean {
    const key = `${response} ${template}`
    const digestsBySchema = this.#elements.get(key) ?? new Map<JsonSchema, Set<string>>()
    this.#elements.set(key, digestsBySchema)
    const digests = digestsBySchema.get(schema) ?? new Set()
    digestsBySchema.set(schema, digests)
    const { size } = digests
    return digests.add(hash('sha256', JSON.stringify(value), 'base64')).size > size
  }

  #getField(operation: string | null, { template, schema, evidence }: SchemaLocation): GrowingField {
    const fieldsByTemplate = this.#fieldsByOperation.get(operation) ?? new Map<string, GrowingField[]>()
    this.#fieldsByOperation.set(operation, fieldsByTemplate)
    const fields = fieldsByTemplate.get(template) ?? []
    const existing = fields.find((field) => field.schema === schema && field.evidence === evidence)
    if (existing !== undefined) return existing
    const field: GrowingField = { operation, template, schema, evidence, values: [] }
    fieldsByTemplate.set(template, [...fields, field])
    this.fields.push(field)
    return field
  }
}

const recorders = new WeakMap<CheckContext, FieldRecorder>()

/** Lists the fields of successful bodies with a declared schema; an array element that an earlier one had is left out. */
export function listRecordedFields(context: CheckContext): readonly RecordedField[] {
  const recorder = recorders.get(context) ?? new FieldRecorder()
  recorders.set(context, recorder)
  recorder.addBodies(context)
  return recorder.fields
}

/** Selects values, and checks each of them; every one is a unit of evidence. */
interface ValueRule<Selected> {
  /** Returns the part of a value that is checked; undefined for a value that is not checked. */
  readonly select: (value: Json | undefined, field: RecordedField) => Selected | undefined
  readonly check: (
    selected: Selected,
    recorded: RecordedValue,
    field: RecordedField,
  ) => Omit<Violation, 'pointer' | 'exchange'> | null
}

/** Checks the values of fields. Large worlds have millions, so rules about their place and schema select fields before. */
export function checkValues<Selected>(
  fields: readonly RecordedField[],
  { select, check }: ValueRule<Selected>,
): Judgement {
  let evidence = 0
  const violations: Violation[] = []
  for (const field of fields)
    for (const recorded of field.values) {
      const selected = select(recorded.value, field)
      if (selected === undefined) continue
      evidence++
      const violation = check(selected, recorded, field)
      if (violation !== null) violations.push({ ...violation, pointer: field.template, exchange: recorded.exchange })
    }
  return { evidence, violations }
}

/** Selects strings. */
export function selectText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
