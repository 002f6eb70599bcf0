import { isAbsolute, relative } from 'node:path'
import { isMap, isNode, isScalar, LineCounter, parseDocument, type ParsedNode, stringify } from 'yaml'
import { completeOwnData } from '../mock/own-data/complete.ts'
import type { OwnDataInput } from '../mock/own-data/input.ts'
import { formatPath, OwnDataError, type OwnDataIssue } from '../mock/own-data/validate.ts'
import { locateOwnDataSchema } from './package-files.ts'
import { type FileSystem, getFileSystem, terminal } from './terminal.ts'
import { UsageError } from './arguments.ts'

/** The content of a file of own data. */
export interface OwnDataFile {
  readonly data: OwnDataInput
  /** Runs an action that uses the data; its errors about the data become usage errors with line and column. */
  readonly withPositions: <Value>(action: () => Value) => Value
}

/** Reads and checks a file of own data, YAML or JSON. @throws {UsageError} with line and column of each error */
export function readOwnDataFile(path: string, files: FileSystem = getFileSystem(terminal)): OwnDataFile {
  const lineCounter = new LineCounter()
  const document = parseDocument(files.read(path), { lineCounter, prettyErrors: false })
  const formatPosition = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset)
    return `${path}:${Math.max(1, line)}:${Math.max(1, col)}`
  }
  const [syntaxError] = document.errors
  if (syntaxError !== undefined) {
    throw new UsageError(
      `${formatPosition(syntaxError.pos[0])}: the file is neither YAML nor JSON: ${syntaxError.message}`,
    )
  }
  const formatPlace = (issue: OwnDataIssue) =>
    `${formatPosition(findOffset(document.contents, issue))}: ${formatPath(issue.path)}`
  const withPositions = <Value>(action: () => Value): Value => {
    try {
      return action()
    } catch (error) {
      if (!(error instanceof OwnDataError)) throw error
      throw new UsageError(new OwnDataError(error.issues, formatPlace).message, { cause: error, hasLines: true })
    }
  }
  // An empty file has no own data.
  const value: unknown = document.toJS() ?? {}
  withPositions(() => completeOwnData(value))
  return { data: value as OwnDataInput, withPositions }
}

/** Returns the offset of the value or name that an issue is about, or of the nearest value that contains it. */
function findOffset(contents: ParsedNode | null, { path, isAboutName }: OwnDataIssue): number {
  let offset = contents?.range[0] ?? 0
  let node: unknown = contents
  for (const [place, step] of path.entries()) {
    const isLast = place === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(step))
      if (isLast && isAboutName && isNode(pair?.key)) return pair.key.range?.[0] ?? offset
      node = pair?.value
    } else {
      node =
        isNode(node) && 'get' in node
          ? (node as { get: (key: unknown, keep: true) => unknown }).get(step, true)
          : undefined
    }
    if (!isNode(node)) return offset
    offset = node.range?.[0] ?? offset
  }
  return offset
}

/** Formats own data as a file, with a comment at the top. */
export function formatOwnData(data: unknown, comment: string): string {
  return `# yaml-language-server: $schema=${findSchemaReference()}\n# ${comment}\n${stringify(data, { lineWidth: 0 })}`
}

/** Returns the schema for editors: the file of this package, relative to the current folder where it lies below. */
export function findSchemaReference(): string {
  const path = locateOwnDataSchema()
  const inside = relative(process.cwd(), path)
  return inside.startsWith('..') || isAbsolute(inside) ? path : `./${inside.replaceAll('\\', '/')}`
}
