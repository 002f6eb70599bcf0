import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** `npm test` runs the project "unit": everything in test/ that no longer suite below names. */
const SUITES = {
  proof: [
    'test/mutants/**/*.test.ts',
    'test/contracts/legal-variants.test.ts',
    'test/histories/**/*.test.ts',
    'test/cli/verify-large-world.test.ts',
  ],
  browser: ['test/page/**/*.test.ts'],
  package: [
    'test/documents/**/*.test.ts',
    'test/docs/**/*.test.ts',
    'test/readme/**/*.test.ts',
    'test/testing/playwright.test.ts',
  ],
}

function resolveSource(file: string): string {
  return join(import.meta.dirname, file)
}

/** Returns the files of the browser suite: none on a machine without a browser, which is a failure in CI. */
function findBrowserTests(): readonly string[] {
  if (existsSync(CHROMIUM)) return SUITES.browser
  if (!process.argv.includes('browser')) return []
  const message = `No browser at ${CHROMIUM}: install chromium, or set CHROMIUM to its path.`
  if (process.env['CI'] !== undefined) throw new Error(message)
  console.warn(`\n${'*'.repeat(80)}\nNOT RUN: the tests of the page. ${message}\n${'*'.repeat(80)}\n`)
  return []
}

function defineSuite(name: string, include: readonly string[], exclude: readonly string[] = []) {
  return { extends: true as const, test: { name, include: [...include], exclude: [...exclude] } }
}

export default defineConfig({
  // README and docs import the package by its name; here that name stands for the source.
  resolve: {
    alias: [
      { find: /^flowtwin$/, replacement: resolveSource('mock/index.ts') },
      { find: /^flowtwin\/(vitest|playwright|msw)$/, replacement: resolveSource('testing/$1.ts') },
      { find: /^flowtwin\/contracts$/, replacement: resolveSource('contracts/index.ts') },
      { find: /^flowtwin\/contracts\/(vitest|reports)$/, replacement: resolveSource('contracts/$1.ts') },
    ],
  },
  test: {
    // A limit for tests that hang, far beyond what a machine under load needs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: '100%',
    passWithNoTests: true,
    projects: [
      defineSuite('unit', ['test/**/*.test.ts'], Object.values(SUITES).flat()),
      defineSuite('proof', SUITES.proof),
      defineSuite('browser', findBrowserTests()),
      defineSuite('package', SUITES.package),
    ],
  },
})
