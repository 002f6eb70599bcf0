import type { Contract } from './contract.ts'
import { operationOf } from './contract.ts'
import { isObject } from './json.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'

/**
 * The evidence of one statement of the document. A statement is named shortly: `listRuns` (an operation),
 * `listRuns/200` (a response), `listRuns?flow` (a parameter), `Run.exit_type` (a property of a schema; deeper with more dots).
 */
export function evidenceOf(contract: Contract, statement: string): Evidence {
  const [head = '', name = ''] = statement.split(/[/?]/)
  if (statement.includes('/')) return found(statement, operationOf(contract, head).responses[name]?.evidence)
  if (statement.includes('?')) return found(statement, operationOf(contract, head).parameters[name])
  if (!statement.includes('.')) return operationOf(contract, statement).evidence
  const [schema = '', ...steps] = statement.split('.')
  return found(statement, evidenceOfProperty(contract.schemas[schema], steps))
}

/** The name of the source that a piece of evidence comes from, as the document's `info.x-source` gives it. */
export function sourceName(contract: Contract, evidence: Evidence): string {
  return contract.document.info['x-source'].find(({ id }) => id === evidence.from)?.name ?? evidence.from
}

function evidenceOfProperty(schema: JsonSchema | undefined, steps: readonly string[]): Evidence | undefined {
  const [name, ...rest] = steps
  if (schema === undefined) return undefined
  if (name === undefined) return schema['x-evidence'] as Evidence | undefined
  const alternatives = [schema, ...parts(schema, 'allOf'), ...parts(schema, 'anyOf'), ...parts(schema, 'oneOf')]
  for (const one of alternatives) {
    const properties = one['properties']
    const property = isObject(properties) ? properties[name] : undefined
    if (isObject(property))
      return evidenceOfProperty(property, rest) ?? (property['x-evidence'] as Evidence | undefined)
  }
  return undefined
}

function parts(schema: JsonSchema, keyword: string): readonly JsonSchema[] {
  return (schema[keyword] ?? []) as readonly JsonSchema[]
}

function found(statement: string, evidence: Evidence | undefined): Evidence {
  if (evidence === undefined) throw new Error(`the document says nothing, or not how it knows, about ${statement}`)
  return evidence
}
