/**
 * Writes dist: the library as modules with types, and the command line as one bundle, because a hundred small files
 * take longer to load than all their code takes to run (docs/decisions/006-bundle-the-command-line.md).
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
rmSync(join(root, 'dist', 'cli'), { recursive: true })
await build({
  entryPoints: [join(root, 'cli', 'main.ts')],
  outdir: join(root, 'dist', 'cli'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  legalComments: 'inline',
  // Loaded only when they are needed, and large.
  external: ['@faker-js/faker', 'ajv', 'ajv-formats'],
  // What is bundled may still call require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
