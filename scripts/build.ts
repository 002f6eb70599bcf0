/**
 * Writes dist: the library as modules with types, the documents whole, and the command line as one bundle, because a
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

/** The documents stand in dist/spec once; the bundle reads them from there. */
const sharedSpec: Plugin = {
  name: 'shared spec',
  setup(bundle) {
    bundle.onResolve({ filter: /\.document\.ts$/ }, ({ path }) => ({
      path: `../spec/generated/${basename(path, '.ts')}.js`,
      external: true,
    }))
  },
}

/** node-server knows HTTP/2 too, which nobody asks it for here; to load it takes a tenth of the time that a start takes. */
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
// Whole, because the sources refer to example bodies in fixtures/, which the package leaves out.
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
  // Names in a stack are short, so build the version that it came from and look its places up in these; they are not published.
  sourcemap: 'external',
  plugins: [sharedSpec, http1Only],
  legalComments: 'inline',
  // What is bundled may still call require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
// Comments stand in the declarations, too, and half of what the documents take is indentation.
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
// What no export, no verb and no benchmark leads to would only be carried about.
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
// Its files are asked for by name, so no import leads to them.
const pageInputs = await writePage(join(dist, 'page'))
writeFileSync(join(dist, 'page', 'LICENSES.txt'), collectLicences(root, pageInputs))
