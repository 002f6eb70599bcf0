/**
 * Writes dist: all types, the complete documents, and the mock library, the contract tests, the test helpers and the command
 * line as one bundle, because a hundred small files take longer to load than all their code takes to run
 * (docs/decisions/006-bundle-the-package.md). esbuild splits ES modules only, so each chunk is converted afterwards.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, transform } from 'esbuild'
import { collectLicences, findUnreached, listFilesBelow } from './dist-files.ts'
import { serializeYaml, writePage } from './page.ts'
import { DOCUMENTS } from './redocly.ts'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')

const TARGET = 'node20.19'
/** The modules that `package.json` exports. */
const LIBRARIES = [
  'mock/index.ts',
  ...['index', 'reports', 'vitest'].map((name) => `contracts/${name}.ts`),
  ...['vitest', 'playwright', 'msw'].map((name) => `testing/${name}.ts`),
]

/**
 * Replaces the imports of chunks by calls of `require` that read each name once. No chunk exports a variable that changes (`import/no-mutable-exports`).
 * In an ES module this also saves the search for the names of exports, which takes Node longer than all the rest.
 */
function requireChunks(text: string): string {
  return text.replaceAll(/import(?:\{([^}]*)\}from)?"(\.[^"]+\.cjs)";/g, (_, names?: string, path?: string) =>
    names === undefined ? '' : `const{${names.replaceAll(' as ', ':')}}=require("${path}");`,
  )
}

/** Converts an exported module. It stays an ES module, because it may import Vitest. */
function convertLibrary(text: string): string {
  return `import{createRequire}from"node:module";const require=createRequire(import.meta.url);${requireChunks(text)}`
}

/** Converts a chunk to CommonJS, with `require` for every `import`: Node 20 keeps compiled code of such files only. */
async function convertChunk(text: string): Promise<string> {
  const { code } = await transform(requireChunks(text), {
    format: 'cjs',
    platform: 'node',
    target: TARGET,
    supported: { 'dynamic-import': false },
    minify: true,
    define: { 'import.meta.url': 'moduleUrl' },
    legalComments: 'inline',
  })
  return code.includes('moduleUrl')
    ? `const moduleUrl=require("node:url").pathToFileURL(__filename).href;${code}`
    : code
}

rmSync(dist, { recursive: true, force: true })
execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
// The generated documents, because the sources refer to example bodies in fixtures/, which the package does not contain.
for (const name of DOCUMENTS) {
  const { document } = (await import(`../spec/generated/${name}.document.ts`)) as { readonly document: unknown }
  writeFileSync(join(dist, 'spec', `${name}.yaml`), serializeYaml(document))
}
// For editors; the server has it as code.
copyFileSync(join(root, 'spec', 'own-data.schema.json'), join(dist, 'spec', 'own-data.schema.json'))
rmSync(join(dist, 'cli'), { recursive: true })
const { metafile, outputFiles } = await build({
  entryPoints: ['cli/main.ts', ...LIBRARIES],
  outdir: dist,
  outbase: root,
  chunkNames: 'bundle/[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  write: false,
  metafile: true,
  absWorkingDir: root,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: TARGET,
  minify: true,
  legalComments: 'inline',
  // Optional peer dependencies.
  external: ['@modelcontextprotocol/sdk', '@playwright/test', 'msw', 'pg', 'vitest'],
})
const libraries = new Set(LIBRARIES.map((name) => join(dist, name.replace(/\.ts$/, '.cjs'))))
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true })
  if (libraries.has(path)) writeFileSync(path.replace(/\.cjs$/, '.js'), convertLibrary(text))
  else writeFileSync(path, await convertChunk(text))
}
for (const [path, { imports }] of Object.entries(metafile.outputs)) {
  // An exported module is no chunk; what it exports comes from one.
  const wrong = imports.find((one) => libraries.has(join(root, one.path)))
  if (wrong !== undefined)
    throw new Error(`${path} imports ${wrong.path}, which has no CommonJS form; import what it exports`)
}
// A third of the declarations is indentation.
for (const file of listFilesBelow(dist).filter((name) => name.endsWith('.d.ts')))
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll(/^( {4})+/gm, (indentation) => indentation.replaceAll('    ', ' ')),
  )
writeFileSync(join(dist, 'cli', 'LICENSES.txt'), collectLicences(root, Object.keys(metafile.inputs)))
// Remove modules and declarations that no export or benchmark imports.
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}
const files = listFilesBelow(dist).filter((file) => !file.endsWith('.map'))
const exported = Object.values(exports)
  .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
  .map((target) => join(root, target).split('*'))
const roots = files.filter(
  (file) =>
    /[\\/]dist[\\/]bench[\\/]/.test(file) ||
    exported.some(([before = '', after = '']) => file.startsWith(before) && file.endsWith(after)),
)
for (const file of findUnreached(dist, roots)) rmSync(file)
// After the removal: no import leads to the page's files.
const pageInputs = await writePage(join(dist, 'page'))
writeFileSync(join(dist, 'page', 'LICENSES.txt'), collectLicences(root, pageInputs))
