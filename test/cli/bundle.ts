import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The command line as one bundle. */
    readonly cliBundle: string
  }
}

const root = join(import.meta.dirname, '..', '..')
let folder = ''

/**
 * Bundles the command line for tests that start it in a process of its own: a start takes a quarter of the time that it
 * takes from the source. The folder stands beside `cli`, so that files are found by the same relative paths.
 */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(root, '.test-cli-'))
  await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['@faker-js/faker', '@modelcontextprotocol/sdk', 'pg', 'vitest'],
    // Bundled CommonJS modules call require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
  const file = join(folder, 'flowtwin.mjs')
  writeFileSync(file, "await (await import('./main.js')).main(process.argv)\n")
  project.provide('cliBundle', file)
}

export function teardown(): void {
  rmSync(folder, { recursive: true })
}
