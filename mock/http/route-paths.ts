import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Vendor } from './vendor.ts'

/** A path in the router's syntax, and the values of the placeholders that are expanded in it. */
export interface RouterPattern {
  readonly pattern: string
  readonly fixedParameters: Readonly<Record<string, string>>
}

/**
 * Translates a documented path for the router. A placeholder in the place of another path's literal step would match
 * that path too, and take the router off its fast path; if its schema lists values, there is one path per value instead.
 * @param documentedPaths every documented path of the port
 */
export function expandRouterPaths(
  path: string,
  operations: readonly OperationFacts[],
  documentedPaths: readonly string[],
): readonly RouterPattern[] {
  let patterns: readonly RouterPattern[] = [{ pattern: '', fixedParameters: {} }]
  const precedingSteps: string[] = []
  for (const step of path.split('/').slice(1)) {
    const name = parsePlaceholder(step)
    const values = name === undefined ? undefined : listParameterValues(name, operations)
    const isExpanded = values !== undefined && hasLiteralSibling(precedingSteps, documentedPaths)
    patterns = patterns.flatMap(({ pattern, fixedParameters }) =>
      name === undefined || !isExpanded
        ? [{ pattern: `${pattern}/${name === undefined ? step : `:${name}`}`, fixedParameters }]
        : values.map((value) => ({
            pattern: `${pattern}/${value}`,
            fixedParameters: { ...fixedParameters, [name]: value },
          })),
    )
    precedingSteps.push(normalizePlaceholders(step))
  }
  return patterns
}

/**
 * Returns the values of the placeholders of a documented path in a request's path, for a path that has none of the
 * expanded values; undefined for a path of another form.
 */
export function matchDocumentedPath(documented: string, path: string): Readonly<Record<string, string>> | undefined {
  const steps = path.split('/')
  const documentedSteps = documented.split('/')
  if (steps.length !== documentedSteps.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, documentedStep] of documentedSteps.entries()) {
    const step = steps[index] ?? ''
    const name = parsePlaceholder(documentedStep)
    if (name === undefined ? step !== documentedStep : step === '') return undefined
    if (name !== undefined) values[name] = decodeStep(step)
  }
  return values
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

/** A step or path with every placeholder replaced by `{}`. */
function normalizePlaceholders(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}')
}

function parsePlaceholder(step: string): string | undefined {
  return /^\{(\w+)\}$/.exec(step)?.[1]
}

/** True when a documented path has a literal step after these steps. */
function hasLiteralSibling(precedingSteps: readonly string[], documentedPaths: readonly string[]): boolean {
  const start = precedingSteps.join('/')
  return documentedPaths.some((path) => {
    const steps = normalizePlaceholders(path).split('/').slice(1)
    const next = steps[precedingSteps.length]
    return next !== undefined && next !== '{}' && steps.slice(0, precedingSteps.length).join('/') === start
  })
}

function listParameterValues(name: string, operations: readonly OperationFacts[]): readonly string[] | undefined {
  const parameter = operations.flatMap(({ parameters }) => parameters).find((one) => one.name === name)
  return parameter?.schema['enum'] as readonly string[] | undefined
}

/** @throws when two vendors document the same path */
export function assertNoPathCollisions(vendors: readonly Vendor[]): void {
  const owners = new Map<string, string>()
  for (const { name, operations } of vendors) {
    for (const path of new Set(operations.map((operation) => normalizePlaceholders(operation.path)))) {
      const owner = owners.get(path)
      if (owner !== undefined) throw new Error(`${owner} and ${name} both serve ${path}; serve one of them with --only`)
      owners.set(path, name)
    }
  }
}
