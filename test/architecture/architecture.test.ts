import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { findDuplicateExports, readModules, type SourceModule } from '../../scripts/source-modules.ts'

const modules = readModules([
  'mock',
  'client',
  'testing',
  'contracts',
  'cli',
  'bench',
  'scripts',
  'spec',
  'test',
  'page',
])

/** The layers: folders and packages that each may import, and nothing else. The first matching rule applies. */
const LAYERS: readonly {
  readonly layer: RegExp
  readonly imports: readonly RegExp[]
  readonly packages: readonly RegExp[]
}[] = [
  { layer: /^mock\/world\//, imports: [/^mock\/world\//], packages: [] },
  { layer: /^mock\/wire\/jwt\.ts$/, imports: [/^mock\/(world|wire)\//], packages: [/^node:crypto$/] },
  { layer: /^mock\/wire\//, imports: [/^mock\/(world|wire)\//], packages: [] },
  { layer: /^mock\/own-data\//, imports: [/^mock\/(world|wire|own-data)\//, /^spec\//], packages: [] },
  {
    layer: /^mock\/store\//,
    imports: [/^mock\/(world|store)\//],
    packages: [/^node:(crypto|fs|http|net|os|path|util|zlib)$/, /^pg$/],
  },
  { layer: /^mock\/content\//, imports: [/^mock\/(world|content)\//], packages: [/^@faker-js\/faker/] },
  {
    layer: /^mock\/http\/node\//,
    imports: [/^mock\/(http|store)\//],
    packages: [/^@hono\/node-server$/, /^node:(http|https|net|os|stream|dns\/promises)$/],
  },
  {
    layer: /^mock\/http\//,
    imports: [/^mock\/(world|wire|store|http)\//, /^spec\//],
    packages: [/^hono/, /^ajv/],
  },
  { layer: /^mock\/vendors\/index\.ts$/, imports: [/^mock\/(http|vendors)\//], packages: [] },
  { layer: /^mock\/scenarios\//, imports: [/^mock\/(world|http|scenarios)\//], packages: [] },
  { layer: /^mock\/vendors\//, imports: [/^mock\/(world|wire|http|content)\//, /^spec\//], packages: [] },
  {
    layer: /^mock\/control\//,
    imports: [/^mock\/(world|wire|http|content|store|scenarios|own-data|control)\//, /^spec\//],
    packages: [],
  },
  { layer: /^mock\/index\.ts$/, imports: [/^mock\//, /^client\/index\.ts$/], packages: [] },
  { layer: /^mock\/page\.ts$/, imports: [/^spec\//], packages: [/^node:fs(\/promises)?$/] },
  { layer: /^mock\/[^/]+\.ts$/, imports: [/^mock\//], packages: [/^node:(os|perf_hooks)$/] },
  {
    layer: /^contracts\/kit\//,
    imports: [/^contracts\/kit\//, /^spec\//],
    packages: [/^ajv/, /^node:/, /^picocolors$/],
  },
  { layer: /^contracts\/vendors\//, imports: [/^contracts\/(kit|vendors)\//, /^spec\//], packages: [] },
  { layer: /^contracts\/[^/]+\.ts$/, imports: [/^contracts\//, /^spec\//], packages: [/^vitest$/, /^picocolors$/] },
  { layer: /^client\//, imports: [/^client\//, /^spec\//], packages: [] },
  { layer: /^testing\/vitest\.ts$/, imports: [/^testing\//, /^client\//], packages: [/^vitest$/] },
  { layer: /^testing\/playwright\.ts$/, imports: [/^testing\//, /^client\//], packages: [/^@playwright\/test$/] },
  { layer: /^testing\/msw\.ts$/, imports: [/^testing\//, /^client\//], packages: [/^msw$/] },
  { layer: /^testing\//, imports: [/^testing\//, /^client\//, /^spec\//, /^mock\/[^/]+\.ts$/], packages: [/^node:/] },
  {
    layer: /^page\//,
    imports: [/^page\//, /^spec\/generated\//],
    packages: [/^preact(\/hooks)?$/, /^@preact\/signals$/, /^yaml$/],
  },
  { layer: /^spec\//, imports: [/^spec\//], packages: [] },
  {
    layer: /^cli\/commands\/mcp\.ts$/,
    imports: [/^(cli|client|mock|contracts)\//],
    packages: [/^commander$/, /^@modelcontextprotocol\/sdk\//],
  },
  {
    layer: /^cli\//,
    imports: [/^(cli|client|testing|mock|contracts)\//],
    packages: [/^commander$/, /^picocolors$/, /^yaml$/, /^https-proxy-agent$/, /^proxy-from-env$/, /^node:/],
  },
]

function isAllowed(imports: readonly RegExp[], from: string, to: string): boolean {
  const own = /^mock\/vendors\/[^/]+\//.exec(from)?.[0]
  return imports.some((folder) => folder.test(to)) || (own !== undefined && to.startsWith(own))
}

describe('the architecture', () => {
  it('imports only what the layers allow', () => {
    const violations = modules.flatMap(({ path, files, packages }) => {
      const rule = LAYERS.find(({ layer }) => layer.test(path))
      if (rule === undefined) return []
      const wrongFiles = files.filter((file) => !isAllowed(rule.imports, path, file))
      const wrongPackages = packages.filter((name) => !rule.packages.some((allowed) => allowed.test(name)))
      return [...wrongFiles, ...wrongPackages].map((name) => `${path} -> ${name}`)
    })
    expect(violations).toEqual([])
  })

  it('has a layer for every file but tests, benchmarks and scripts', () => {
    const others = modules.filter(
      ({ path }) => !/^(test|bench|scripts)\//.test(path) && !LAYERS.some(({ layer }) => layer.test(path)),
    )
    expect(others.map(({ path }) => path)).toEqual([])
  })

  it('has no import cycle', () => {
    const imports = new Map(modules.map(({ path, files }) => [path, files]))
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      if (done.has(path) || trail.includes(path)) return
      for (const next of imports.get(path) ?? []) visit(next, [...trail, path])
      done.add(path)
    }
    for (const path of imports.keys()) visit(path, [])
    expect(cycles).toEqual([])
  })

  it('checks an API without loading the mock server', () => {
    const loaded = listLoadedFiles('cli/commands/contract-tests.ts')
    expect(loaded).toContain('contracts/verify.ts')
    expect(loaded.filter((path) => /^mock\/(?!wire\/)/.test(path))).toEqual([])
  })

  it('exports each name once below a top folder or a vendor folder', () => {
    expect(findDuplicateExports(modules.filter(({ path }) => !path.startsWith('test/')))).toEqual([])
  })

  it('reads clocks and random numbers only in the shell', () => {
    const shell =
      /^(mock\/(real-clock|http\/node\/server)\.ts|page\/timers\.ts|cli\/|contracts\/kit\/(clock|http\/transport)\.ts|bench\/|scripts\/|test\/)/
    const impure =
      /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bsetTimeout\b|\bsetInterval\b|\bperformance\.now\b/
    expect(listPaths(({ path, text }) => !shell.test(path) && impure.test(text))).toEqual([])
  })

  it('has no getter in an object literal, which keeps what it refers to in memory, where requests are handled', () => {
    const hasGetterInLiteral = (node: ts.Node): boolean =>
      (ts.isObjectLiteralExpression(node) && node.properties.some(ts.isGetAccessor)) ||
      (ts.forEachChild(node, hasGetterInLiteral) ?? false)
    const assembly = /^mock\/(twin|world-factory)\.ts$/
    const isServed = (path: string) => path.startsWith('mock/') && !assembly.test(path)
    expect(listPaths(({ path, source }) => isServed(path) && hasGetterInLiteral(source))).toEqual([])
  })

  it('uses vendor nouns only in vendor folders', () => {
    const nouns =
      /\b(FlowSession|flowRuns?|messageThreads?|sessionId|sessionStatus|runs\.json|Qyvo|Recrubo|RapidPro|IDnow)\b/
    expect(listPaths(({ path, text }) => /^mock\/(world|content|store)\//.test(path) && nouns.test(text))).toEqual([])
  })

  it('has no default exports, star exports or open to-dos', () => {
    const hasOpenTask = (text: string) => /\bTODO\b|\bFIXME\b/.test(text.replace(/'[^']*'|\/[^/\n]*\//g, ''))
    const hasLooseExport = (path: string, text: string) =>
      !path.startsWith('test/') && /^export (default|\*)/m.test(text)
    expect(listPaths(({ path, text }) => hasLooseExport(path, text) || hasOpenTask(text))).toEqual([])
  })
})

/** Lists the files that are loaded with one: its imports and theirs, without types and `import()`. */
function listLoadedFiles(entry: string): readonly string[] {
  const loaded = new Set([entry])
  for (const path of loaded) {
    const { source, files = [] } = modules.find((module) => module.path === path) ?? {}
    const specifiers = (source?.statements ?? []).flatMap((statement) =>
      (ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) ||
      (ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.moduleSpecifier !== undefined)
        ? [(statement.moduleSpecifier as ts.StringLiteral).text]
        : [],
    )
    for (const file of files)
      if (specifiers.some((name) => posix.join(posix.dirname(path), name) === file)) loaded.add(file)
  }
  return [...loaded]
}

function listPaths(matches: (module: SourceModule) => boolean): readonly string[] {
  return modules.filter(matches).map(({ path }) => path)
}
