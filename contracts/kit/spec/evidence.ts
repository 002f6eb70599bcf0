import { SpecError } from '../errors.ts'
import { isObject } from '../json.ts'
import { type Contract, getOperation } from './contract.ts'
import { type Evidence, type JsonSchema, listSubschemas } from './spec-document.ts'

/**
 * Returns the evidence of one statement of the document. Names of statements: `listRuns` (an operation), `listRuns/200`
 * (a response), `listRuns?flow` (a parameter), `Run.exit_type` (a property of a schema; more dots for deeper ones).
 * @throws {SpecError} when the statement or its evidence is missing
 */
export function findEvidence(contract: Contract, statement: string): Evidence {
  const [head = '', name = ''] = statement.split(/[/?]/)
  if (statement.includes('/')) return requireEvidence(statement, getOperation(contract, head).responses[name]?.evidence)
  if (statement.includes('?')) return requireEvidence(statement, getOperation(contract, head).parameters[name])
  if (!statement.includes('.')) return getOperation(contract, statement).evidence
  const [schema = '', ...steps] = statement.split('.')
  return requireEvidence(statement, findPropertyEvidence(contract.schemas[schema], steps))
}

/** Returns the name of the source of a piece of evidence, from the document's `info.x-source`. */
export function getSourceName(contract: Contract, evidence: Evidence): string {
  return contract.document.info['x-source'].find(({ id }) => id === evidence.from)?.name ?? evidence.from
}

function findPropertyEvidence(schema: JsonSchema | undefined, steps: readonly string[]): Evidence | undefined {
  const [name, ...rest] = steps
  if (schema === undefined) return undefined
  if (name === undefined) return schema['x-evidence'] as Evidence | undefined
  const alternatives = listSubschemas(schema).filter(({ keyword }) => ['allOf', 'anyOf', 'oneOf'].includes(keyword))
  for (const { properties } of [schema, ...alternatives.map((alternative) => alternative.schema)]) {
    const property = isObject(properties) ? properties[name] : undefined
    if (isObject(property))
      return findPropertyEvidence(property, rest) ?? (property['x-evidence'] as Evidence | undefined)
  }
  return undefined
}

function requireEvidence(statement: string, evidence: Evidence | undefined): Evidence {
  if (evidence === undefined) throw new SpecError(`the document has no evidence for ${statement}`)
  return evidence
}

/** MUST can fail a run, SHOULD is reported, INFO is a measurement that never fails. */
export type Level = 'MUST' | 'SHOULD' | 'INFO'

const LEVEL_RANKS: Readonly<Record<Level, number>> = { MUST: 2, SHOULD: 1, INFO: 0 }
const MAX_LEVELS: Readonly<Record<Evidence['basis'], Level>> = {
  documented: 'MUST',
  source: 'MUST',
  inferred: 'SHOULD',
  decided: 'INFO',
}

/** Returns the highest level that the evidence of a statement allows. */
export function toLevel(evidence: Evidence): Level {
  return MAX_LEVELS[evidence.basis]
}

export function getLowerLevel(left: Level, right: Level): Level {
  return LEVEL_RANKS[left] < LEVEL_RANKS[right] ? left : right
}

/** Returns the highest of the levels; INFO for an empty list. */
export function getHighestLevel(levels: readonly Level[]): Level {
  return levels.reduce<Level>((best, level) => (LEVEL_RANKS[level] > LEVEL_RANKS[best] ? level : best), 'INFO')
}
