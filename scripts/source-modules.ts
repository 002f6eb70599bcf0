import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')

/** A TypeScript file of the project that is not generated. */
export interface SourceModule {
  /** Relative to the root of the project, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly source: ts.SourceFile
  /** Own files that the module imports, types included. */
  readonly files: readonly string[]
  /** Names of packages and of Node's modules that the module imports. */
  readonly packages: readonly string[]
}

export interface ExportedName {
  readonly path: string
  readonly name: string
  readonly isFunction: boolean
}

export function readModules(folders: readonly string[]): readonly SourceModule[] {
  return folders.flatMap(listFiles).map(readModule)
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/(^|\/)(generated|node_modules)\//.test(path))
}

function readModule(path: string): SourceModule {
  const text = readFileSync(join(root, path), 'utf8')
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
  return {
    path,
    text,
    source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind),
    files: specifiers
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(path), name).split(sep).join('/')),
    packages: specifiers.filter((name) => !name.startsWith('.')),
  }
}

export function listExports({ path, source }: SourceModule): readonly ExportedName[] {
  return source.statements.flatMap((statement): readonly ExportedName[] => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (!isExported) return []
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined)
      return [{ path, name: statement.name.text, isFunction: true }]
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
        ts.isIdentifier(name)
          ? [{ path, name: name.text, isFunction: initializer !== undefined && isFunction(initializer) }]
          : [],
      )
    }
    const { name } = statement as ts.Statement & { readonly name?: ts.Identifier }
    return name === undefined ? [] : [{ path, name: name.text, isFunction: false }]
  })
}

function isFunction(node: ts.Expression): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node)
}

/** The folder below which an exported name is unique: a vendor's own folder, else the top folder. */
function findScope(path: string): string {
  return /^(mock|contracts)\/vendors\/[^/]+\//.exec(path)?.[0] ?? `${path.split('/')[0]}/`
}

/** The name that both Vitest and Playwright require for the function that declares a test. */
const RUNNER_NAME = 'test'

/** Returns each exported name that two files below one folder declare, with the files. */
export function findDuplicateExports(modules: readonly SourceModule[]): readonly string[] {
  const places = new Map<string, Set<string>>()
  for (const { path, name } of modules.flatMap(listExports)) {
    const key = `${findScope(path)} ${name}`
    places.set(key, (places.get(key) ?? new Set()).add(path))
  }
  return [...places].flatMap(([key, paths]) =>
    paths.size < 2 || key.endsWith(` ${RUNNER_NAME}`) ? [] : [`${key.split(' ')[1]}: ${[...paths].join(', ')}`],
  )
}

/** Returns the longest chain of imports among the modules, types included, first importer first. */
export function findLongestImportChain(modules: readonly SourceModule[]): readonly string[] {
  const imports = new Map(modules.map(({ path, files }) => [path, files]))
  const longest = new Map<string, readonly string[]>()
  const visit = (path: string): readonly string[] => {
    const known = longest.get(path)
    if (known !== undefined) return known
    // Ends a cycle, which the architecture test reports.
    longest.set(path, [path])
    const chains = (imports.get(path) ?? []).filter((next) => imports.has(next)).map(visit)
    const chain = [path, ...chains.reduce((best, one) => (one.length > best.length ? one : best), [])]
    longest.set(path, chain)
    return chain
  }
  return [...imports.keys()].map(visit).reduce((best, chain) => (chain.length > best.length ? chain : best), [])
}
