/**
 * Writes dist: the library as modules with types, the complete documents, and the command line as one bundle, because a
 * hundred small files take longer to load than all their code takes to run (docs/decisions/006-bundle-the-command-line.md).
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { collectLicences, findUnreached, listFilesBelow } from './dist-files.ts'
import { writePage } from './page.ts'
import { runRedocly, DOCUMENTS } from './redocly.ts'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')

/** The bundle imports the documents from dist/spec, so the package has them once. */
const sharedSpec: Plugin = {
  name: 'shared spec',
  setup(bundle) {
    bundle.onResolve({ filter: /\.document\.ts$/ }, ({ path }) => ({
      path: `../spec/generated/${basename(path, '.ts')}.js`,
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
// Bundled, because the sources refer to example bodies in fixtures/, which the package does not contain.
runRedocly(root, ['bundle', ...DOCUMENTS, '--output', join(dist, 'spec'), '--ext', 'yaml'])
rmSync(join(dist, 'cli'), { recursive: true })
const { metafile } = await build({
  entryPoints: [join(root, 'cli', 'main.ts')],
  outdir: join(dist, 'cli'),
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
  plugins: [sharedSpec, http1Only],
  legalComments: 'inline',
  // They load after the server listens. Bundled, they make the package exceed its 5 MB.
  external: ['@faker-js/faker', 'ajv'],
  // Bundled CommonJS modules call require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
// The declarations have the comments too, and half the size of the documents is indentation.
await build({
  entryPoints: [
    ...DOCUMENTS.flatMap((name) =>
      ['document', 'operations'].map((kind) => join(dist, 'spec', 'generated', `${name}.${kind}.js`)),
    ),
    join(dist, 'contracts', '**', '*.js'),
    join(dist, 'mock', '**', '*.js'),
  ],
  outdir: dist,
  outbase: dist,
  allowOverwrite: true,
  minifyWhitespace: true,
})
writeFileSync(join(dist, 'cli', 'LICENSES.txt'), collectLicences(root, Object.keys(metafile.inputs)))
// Remove modules that no export, command or benchmark imports.
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}
const files = listFilesBelow(dist)
const exported = Object.values(exports)
  .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
  .map((target) => join(root, target).split('*'))
const roots = files.filter(
  (file) =>
    /[\\/]dist[\\/](cli|bench)[\\/]/.test(file) ||
    exported.some(([before = '', after = '']) => file.startsWith(before) && file.endsWith(after)),
)
for (const file of findUnreached(dist, roots)) rmSync(file)
// After the removal: no import leads to the page's files.
const pageInputs = await writePage(join(dist, 'page'))
writeFileSync(join(dist, 'page', 'LICENSES.txt'), collectLicences(root, pageInputs))
