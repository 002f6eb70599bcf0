/**
 * Writes dist: all types, the complete documents, and the mock library, the contract tests, the test helpers and the command
 * line as one bundle, because a hundred small files take longer to load than all their code takes to run
 * (docs/decisions/006-bundle-the-package.md).
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { collectLicences, findUnreached, listFilesBelow } from './dist-files.ts'
import { serializeYaml, writePage } from './page.ts'
import { DOCUMENTS } from './redocly.ts'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')

/** The bundle imports documents and names from the library's folders, so the package has them once. */
const sharedData: Plugin = {
  name: 'shared data',
  setup(bundle) {
    bundle.onResolve({ filter: /\/(\w+\.document|names)\.ts$/ }, ({ path, resolveDir }) => ({
      path: relative(join(root, 'cli'), join(resolveDir, path)).replaceAll('\\', '/').replace(/\.ts$/, '.js'),
      external: true,
    }))
  },
}

/** Leaves out node-server's support for HTTP/2, which Flowtwin does not use: loading it takes a tenth of the start time. */
const http1Only: Plugin = {
  name: 'HTTP/1.1 only',
  setup(bundle) {
    bundle.onResolve({ filter: /^(node:)?http2$/ }, () => ({ path: 'http2', namespace: 'http1-only' }))
    bundle.onLoad({ filter: /.*/, namespace: 'http1-only' }, () => ({
      contents: 'export class Http2ServerRequest {}\nexport const constants = {}',
    }))
  },
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
const { metafile } = await build({
  entryPoints: [
    'cli/main.ts',
    'mock/index.ts',
    ...['index', 'reports', 'vitest'].map((name) => `contracts/${name}.ts`),
    ...['vitest', 'playwright', 'msw'].map((name) => `testing/${name}.ts`),
  ],
  outdir: dist,
  outbase: root,
  chunkNames: 'bundle/[name]-[hash]',
  allowOverwrite: true,
  bundle: true,
  metafile: true,
  absWorkingDir: root,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  // Stack traces of the minified code can be resolved with these; the package does not contain them.
  sourcemap: 'external',
  plugins: [sharedData, http1Only],
  legalComments: 'inline',
  // Bundled, Faker saves no time: its entry is two files. The others are optional peer dependencies.
  external: ['@faker-js/faker', '@modelcontextprotocol/sdk', '@playwright/test', 'msw', 'pg', 'vitest'],
  // Bundled CommonJS modules call require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
// The declarations have the comments too, and a third of the code is indentation.
await build({
  entryPoints: [
    ...DOCUMENTS.flatMap((name) =>
      ['document', 'operations'].map((kind) => join(dist, 'spec', 'generated', `${name}.${kind}.js`)),
    ),
    join(dist, 'mock', '**', '*.js'),
  ],
  outdir: dist,
  outbase: dist,
  allowOverwrite: true,
  minifyWhitespace: true,
  minifySyntax: true,
})
for (const file of listFilesBelow(dist).filter((name) => name.endsWith('.d.ts')))
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll(/^( {4})+/gm, (indentation) => indentation.replaceAll('    ', ' ')),
  )
writeFileSync(join(dist, 'cli', 'LICENSES.txt'), collectLicences(root, Object.keys(metafile.inputs)))
// Remove modules that no export, command or benchmark imports.
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}
const files = listFilesBelow(dist).filter((file) => !file.endsWith('.map'))
const exported = Object.values(exports)
  .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
  .map((target) => join(root, target).split('*'))
const roots = files.filter(
  (file) =>
    /[\\/]dist[\\/](cli|bench|bundle)[\\/]/.test(file) ||
    exported.some(([before = '', after = '']) => file.startsWith(before) && file.endsWith(after)),
)
for (const file of findUnreached(dist, roots)) rmSync(file)
// After the removal: no import leads to the page's files.
const pageInputs = await writePage(join(dist, 'page'))
writeFileSync(join(dist, 'page', 'LICENSES.txt'), collectLicences(root, pageInputs))
