import { isObject } from '../json.ts'
import { type Contract, getOperation } from './contract.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'

/**
 * The evidence of one statement of the document. A statement is named shortly: `listRuns` (an operation),
 * `listRuns/200` (a response), `listRuns?flow` (a parameter), `Run.exit_type` (a property of a schema; deeper with more dots).
 */
export function findEvidence(contract: Contract, statement: string): Evidence {
  const [head = '', name = ''] = statement.split(/[/?]/)
  if (statement.includes('/')) return requireEvidence(statement, getOperation(contract, head).responses[name]?.evidence)
  if (statement.includes('?')) return requireEvidence(statement, getOperation(contract, head).parameters[name])
  if (!statement.includes('.')) return getOperation(contract, statement).evidence
  const [schema = '', ...steps] = statement.split('.')
  return requireEvidence(statement, findPropertyEvidence(contract.schemas[schema], steps))
}

/** The name of the source that a piece of evidence comes from, as the document's `info.x-source` gives it. */
export function getSourceName(contract: Contract, evidence: Evidence): string {
  return contract.document.info['x-source'].find(({ id }) => id === evidence.from)?.name ?? evidence.from
}

function findPropertyEvidence(schema: JsonSchema | undefined, steps: readonly string[]): Evidence | undefined {
  const [name, ...rest] = steps
  if (schema === undefined) return undefined
  if (name === undefined) return schema['x-evidence'] as Evidence | undefined
  const alternatives = [
    schema,
    ...getSubschemas(schema, 'allOf'),
    ...getSubschemas(schema, 'anyOf'),
    ...getSubschemas(schema, 'oneOf'),
  ]
  for (const one of alternatives) {
    const properties = one['properties']
    const property = isObject(properties) ? properties[name] : undefined
    if (isObject(property))
      return findPropertyEvidence(property, rest) ?? (property['x-evidence'] as Evidence | undefined)
  }
  return undefined
}

function getSubschemas(schema: JsonSchema, keyword: string): readonly JsonSchema[] {
  return (schema[keyword] ?? []) as readonly JsonSchema[]
}

function requireEvidence(statement: string, evidence: Evidence | undefined): Evidence {
  if (evidence === undefined) throw new Error(`the document says nothing, or not how it knows, about ${statement}`)
  return evidence
}

/** MUST may fail a run, SHOULD is reported beside it, INFO is measured and never fails. */
export type Level = 'MUST' | 'SHOULD' | 'INFO'

const LEVEL_RANKS: Readonly<Record<Level, number>> = { MUST: 2, SHOULD: 1, INFO: 0 }
const MAX_LEVELS: Readonly<Record<Evidence['basis'], Level>> = {
  documented: 'MUST',
  source: 'MUST',
  inferred: 'SHOULD',
  decided: 'INFO',
}

/** The most that a statement may demand, by how it is known. */
export function toLevel(evidence: Evidence): Level {
  return MAX_LEVELS[evidence.basis]
}

/** The lower of two levels. */
export function getLowerLevel(left: Level, right: Level): Level {
  return LEVEL_RANKS[left] < LEVEL_RANKS[right] ? left : right
}

/** The highest of some levels; INFO of none. */
export function getHighestLevel(levels: readonly Level[]): Level {
  return levels.reduce<Level>((best, level) => (LEVEL_RANKS[level] > LEVEL_RANKS[best] ? level : best), 'INFO')
}
