import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { FlowtwinError } from '../errors.ts'
import { resolvePointer } from '../json.ts'
import type { JsonSchema } from '../spec/spec-document.ts'

/** A file has invalid content; the message names the place and the valid values. */
export class ConfigError extends FlowtwinError {
  readonly code = 'invalid-config'
}

/** Lists everything that is wrong with a value, one sentence each; for an unknown name with the nearest known one. */
export function findSchemaErrors(schema: JsonSchema, value: unknown): readonly string[] {
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)
  if (validate(value)) return []
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if')
  return [...new Set(errors.map((error) => formatSchemaError(error, schema)))]
}

function formatSchemaError(error: ErrorObject, schema: JsonSchema): string {
  const { instancePath, keyword, params, message, schemaPath } = error
  const location = instancePath === '' ? 'the file' : instancePath.slice(1).replaceAll('/', '.')
  if (keyword === 'additionalProperties') {
    const unknown = String(params['additionalProperty'])
    const known = Object.keys(getPropertiesAt(schema, schemaPath))
    const near = findNearest(unknown, known)
    const advice = near === null ? `valid are ${known.join(', ')}` : `did you mean "${near}"?`
    return `${location} has an unknown member "${unknown}"; ${advice}`
  }
  if (keyword === 'required') return `${location} requires "${String(params['missingProperty'])}"`
  if (keyword === 'enum')
    return `${location} must be one of ${(params['allowedValues'] as readonly unknown[]).join(', ')}`
  return `${location} ${message ?? keyword}`
}

/** Returns the properties of the schema that an unknown member violated. */
function getPropertiesAt(schema: JsonSchema, schemaPath: string): object {
  const parent = resolvePointer(schema, schemaPath.slice(0, schemaPath.lastIndexOf('/')))
  return (parent as { readonly properties?: object } | undefined)?.properties ?? {}
}

/** Returns the known name with the smallest edit distance; null when none is near. */
export function findNearest(name: string, known: readonly string[]): string | null {
  const [best] = known
    .map((text) => ({ text, distance: measureEditDistance(name.toLowerCase(), text.toLowerCase()) }))
    .toSorted((left, right) => left.distance - right.distance)
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.text : null
}

function measureEditDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [index, letter] of left.split('').entries()) {
    const next = [index + 1]
    for (const [column, other] of right.split('').entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
