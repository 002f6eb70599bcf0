import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../spec/spec-document.ts'

/** Something in a file that a person wrote cannot be used; the message says what, where and what would do. */
export class ConfigError extends Error {
  override readonly name = 'SettingsError'
}

/**
 * Everything that is wrong with a value by a schema, each as one sentence; a name that nobody knows with the one that was
 * probably meant.
 */
export function findSchemaErrors(schema: JsonSchema, value: unknown): readonly string[] {
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)
  if (validate(value)) return []
  return [
    ...new Set(
      (validate.errors ?? [])
        .filter(({ keyword }) => keyword !== 'if')
        .map((error) => formatSchemaError(error, schema)),
    ),
  ]
}

function formatSchemaError(
  { instancePath, keyword, params, message, schemaPath }: ErrorObject,
  schema: JsonSchema,
): string {
  const place = instancePath === '' ? 'the file' : instancePath.slice(1).replaceAll('/', '.')
  if (keyword === 'additionalProperties') {
    const unknown = String(params['additionalProperty'])
    const known = Object.keys(getPropertiesAt(schema, schemaPath))
    const near = findNearest(unknown, known)
    const advice = near === null ? `known are ${known.join(', ')}` : `did you mean "${near}"?`
    return `${place} has no "${unknown}"; ${advice}`
  }
  if (keyword === 'required') return `${place} lacks "${String(params['missingProperty'])}"`
  if (keyword === 'enum') return `${place} must be one of ${(params['allowedValues'] as readonly unknown[]).join(', ')}`
  return `${place} ${message ?? keyword}`
}

/** The members that a schema knows at the place where another one stood. */
function getPropertiesAt(schema: JsonSchema, schemaPath: string): object {
  const steps = schemaPath.replace(/^#\//, '').split('/').slice(0, -1).map(decodeURIComponent)
  const found = steps.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    schema,
  )
  return (found as { readonly properties?: object } | undefined)?.properties ?? {}
}

/** The known name that differs by the fewest letters, if those are few. */
export function findNearest(name: string, known: readonly string[]): string | null {
  const [best] = known
    .map((one) => ({ one, distance: measureEditDistance(name.toLowerCase(), one.toLowerCase()) }))
    .toSorted((left, right) => left.distance - right.distance)
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.one : null
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
