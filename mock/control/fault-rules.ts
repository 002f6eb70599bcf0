import type { components } from '../../spec/generated/control.types.ts'
import type { JsonSchema, OpenApiDocument } from '../../spec/open-api-document.ts'
import { type Effect, InvalidFaultError } from '../http/faults/effect.ts'
import { parsePointer, resolvePointer } from '../http/faults/json-pointer.ts'
import { ActiveRule, assertNotExpired, type FaultRule } from '../http/faults/rule.ts'
import { suggestName } from '../http/faults/suggest-name.ts'
import { explainRuleMismatch, type FaultTarget } from '../http/faults/validate-rule.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { World } from '../world/world.ts'

const documents = new WeakMap<Vendor, OpenApiDocument>()

/** Loads the vendors' whole documents, which nothing else needs at run time. */
export async function loadDocuments(vendors: readonly Vendor[]): Promise<void> {
  for (const vendor of vendors) {
    if (documents.has(vendor) || vendor.loadDocument === undefined) continue
    documents.set(vendor, await vendor.loadDocument())
  }
}

/** Why an effect points into nothing that the answers of an operation have; undefined when it does not. */
export function explainSchemaMismatch(effect: Effect | null, { vendor, operation }: FaultTarget): string | undefined {
  const document = documents.get(vendor)
  if (effect?.kind !== 'schema' || document === undefined) return undefined
  let schemas = listSuccessSchemas(document, operation.path, operation.method)
  let path = ''
  for (const step of parsePointer(effect.at)) {
    const members = schemas.flatMap((schema) => listMemberNames(schema))
    const next = schemas.flatMap((schema) => findMemberSchemas(document, schema, step))
    if (next.length === 0) {
      if (schemas.some(isOpenSchema)) return undefined
      const hint = members.length === 0 ? 'there is nothing below' : suggestName(step, [...new Set(members)])
      return `answers of ${operation.id} have no ${path}/${step}; ${hint}`
    }
    schemas = next
    path += `/${step}`
  }
  return undefined
}

/** The schemas of what an operation answers with success. */
function listSuccessSchemas(document: OpenApiDocument, path: string, method: string): readonly JsonSchema[] {
  const operation = document.paths[path]?.[method] as
    | { readonly responses?: Readonly<Record<string, unknown>> }
    | undefined
  return Object.entries(operation?.responses ?? {})
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => {
      const { content = {} } = resolveReference(document, response) as {
        readonly content?: Readonly<Record<string, unknown>>
      }
      return Object.values(content).flatMap((media) =>
        flattenSchema(document, (media as { readonly schema?: unknown }).schema),
      )
    })
}

function findMemberSchemas(document: OpenApiDocument, schema: JsonSchema, step: string): readonly JsonSchema[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>
  const isItem = step === '*' || /^\d+$/.test(step)
  const candidates = [
    ...(Object.hasOwn(properties, step) ? [properties[step]] : []),
    ...(step === '*' ? Object.values(properties) : []),
    ...(isItem ? [schema['items']] : []),
    ...(typeof schema['additionalProperties'] === 'object' ? [schema['additionalProperties']] : []),
  ]
  return candidates.flatMap((candidate) => flattenSchema(document, candidate))
}

function listMemberNames(schema: JsonSchema): readonly string[] {
  return [...Object.keys(schema['properties'] ?? {}), ...(schema['items'] === undefined ? [] : ['0', '*'])]
}

/** Whether members may stand there that no document names. */
function isOpenSchema(schema: JsonSchema): boolean {
  const types = [schema['type']].flat()
  const mayHold = types.includes('object') || types.includes(undefined)
  return mayHold && schema['additionalProperties'] !== false && schema['properties'] === undefined
}

/** A schema and everything that it is put together from. */
function flattenSchema(document: OpenApiDocument, value: unknown): readonly JsonSchema[] {
  if (typeof value !== 'object' || value === null) return []
  const schema = resolveReference(document, value) as JsonSchema
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => (schema[word] ?? []) as readonly unknown[])
  const hasOwnKeywords = Object.keys(schema).some((word) => !['allOf', 'anyOf', 'oneOf', 'description'].includes(word))
  return [...(hasOwnKeywords ? [schema] : []), ...parts.flatMap((part) => flattenSchema(document, part))]
}

function resolveReference(document: OpenApiDocument, value: unknown): unknown {
  const reference = resolvePointer(value, '/$ref')
  return typeof reference === 'string'
    ? resolveReference(document, resolvePointer(document, reference.slice(1)))
    : value
}

type NewRule = components['schemas']['FaultRule']

/** The rules of a world, with what they have seen. */
export function serializeFaults({ world, faults }: ServedWorld): components['schemas']['ArmedFaults'] {
  const faultRules = world.sideState.faultRules as unknown as readonly FaultRule[]
  return {
    rules: faults.rules.map(({ calls, hits }, index) => {
      const { id = '', operation = '', ...rest } = faultRules[index] ?? {}
      return { id, operation, ...rest, calls, hits }
    }),
  }
}

/**
 * Arms rules in the place of all that were armed.
 * @throws {Problem} "invalid" before anything has changed, for a rule that can never act
 */
export function replaceRules(vendors: readonly Vendor[], { world }: ServedWorld, newRules: readonly NewRule[]): void {
  const rules = newRules.map((rule, place) => ({ ...rule, id: rule.id ?? `rule-${place + 1}` })) as readonly FaultRule[]
  for (const rule of rules) mapRuleErrors(rule.id, () => assertApplicable(resolveRule(vendors, rule, world), world))
  const ids = rules.map(({ id }) => id)
  const duplicateId = ids.find((id, place) => ids.indexOf(id) !== place)
  if (duplicateId !== undefined) throw createInvalidProblem(`two rules have the id "${duplicateId}"; give each its own`)
  world.applyOperation({ kind: 'set-fault-rules', rules })
}

/** @throws {Problem} "invalid" for armed rules, out of a capsule, that cannot be read or name nothing that there is */
export function assertKnownRules(vendors: readonly Vendor[], world: World): void {
  for (const rule of world.sideState.faultRules as unknown as readonly FaultRule[]) {
    mapRuleErrors(rule.id, () => resolveRule(vendors, rule, world))
  }
}

interface ResolvedRule {
  readonly rule: ActiveRule
  readonly targets: readonly FaultTarget[]
}

function resolveRule(vendors: readonly Vendor[], faultRule: FaultRule, world: World): ResolvedRule {
  const targets = findTargets(vendors, faultRule.operation)
  return { rule: new ActiveRule(faultRule, world.dataset.parameters.seed), targets: targets }
}

/** @throws {FaultRefusal} with the nearest name for one that there is not */
function findTargets(vendors: readonly Vendor[], operationName: string): readonly FaultTarget[] {
  const all = vendors.flatMap((vendor) => vendor.operations.map((operation) => ({ vendor, operation })))
  const matches = all.filter(({ vendor, operation }) =>
    [`${vendor.name}.*`, `${vendor.name}.${operation.id}`].includes(operationName),
  )
  if (matches.length > 0) return matches
  const [name = ''] = operationName.split('.')
  const vendor = vendors.find((one) => one.name === name)
  if (vendor === undefined) {
    throw new InvalidFaultError(
      `there is no operation "${operationName}"; ${suggestName(
        name,
        vendors.map((one) => one.name),
      )}`,
    )
  }
  const names = ['*', ...vendor.operations.map(({ id }) => id)].map((id) => `${name}.${id}`)
  throw new InvalidFaultError(`there is no operation "${operationName}"; ${suggestName(operationName, names)}`)
}

function assertApplicable({ rule, targets }: ResolvedRule, world: World): void {
  assertNotExpired(rule.condition, world.now)
  const reasons = targets.map(
    (subject) => explainRuleMismatch(rule, subject) ?? explainSchemaMismatch(rule.effect, subject),
  )
  if (reasons.every((reason) => reason !== undefined)) throw new InvalidFaultError(reasons[0] ?? 'it can never act')
}

function mapRuleErrors(id: string, action: () => unknown): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof InvalidFaultError)) throw error
    throw createInvalidProblem(`rule "${id}": ${error.message}`)
  }
}

function createInvalidProblem(text: string): Problem {
  return new Problem('invalid', { text })
}
