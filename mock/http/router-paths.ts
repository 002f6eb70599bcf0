import type { OperationFacts } from '../../spec/operation-facts.ts'

/** A path as the router takes it, and the values of the placeholders that are written out in it. */
export interface RouterPath {
  readonly pattern: string
  readonly written: Readonly<Record<string, string>>
}

/**
 * A documented path for the router. A placeholder that stands where other paths have a literal step would swallow their
 * paths, and cost the router its fast way; if its values are listed, each of them is written out instead.
 * @param neighbours every documented path of the port
 */
export function routerPaths(
  path: string,
  operations: readonly OperationFacts[],
  neighbours: readonly string[],
): readonly RouterPath[] {
  let found: readonly RouterPath[] = [{ pattern: '', written: {} }]
  const before: string[] = []
  for (const step of path.split('/').slice(1)) {
    const name = placeholderOf(step)
    const values = name === undefined || !besideLiterals(before, neighbours) ? undefined : valuesOf(name, operations)
    found = found.flatMap(({ pattern, written }) =>
      name === undefined || values === undefined
        ? [{ pattern: `${pattern}/${name === undefined ? step : `:${name}`}`, written }]
        : values.map((value) => ({ pattern: `${pattern}/${value}`, written: { ...written, [name]: value } })),
    )
    before.push(shapeOf(step))
  }
  return found
}

/** A step or path with its placeholders made alike. */
export function shapeOf(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}')
}

function placeholderOf(step: string): string | undefined {
  return /^\{(\w+)\}$/.exec(step)?.[1]
}

/** Whether some path goes on with a literal step after these. */
function besideLiterals(before: readonly string[], neighbours: readonly string[]): boolean {
  const start = before.join('/')
  return neighbours.some((path) => {
    const steps = shapeOf(path).split('/').slice(1)
    const next = steps[before.length]
    return next !== undefined && next !== '{}' && steps.slice(0, before.length).join('/') === start
  })
}

function valuesOf(name: string, operations: readonly OperationFacts[]): readonly string[] | undefined {
  const parameter = operations.flatMap(({ parameters }) => parameters).find((one) => one.name === name)
  return parameter?.schema['enum'] as readonly string[] | undefined
}
