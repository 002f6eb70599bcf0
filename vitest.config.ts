import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// The same output on every machine: CI and FORCE_COLOR colour the lines that tests compare.
process.env['NO_COLOR'] = '1'
delete process.env['FORCE_COLOR']
// Extra certificates of a machine take Node longer to load than all else at a start, and tests start it hundreds of times;
// only npm, in the suite "package", needs them.
if (!process.argv.includes('package')) delete process.env['NODE_EXTRA_CA_CERTS']

/** The browsers of Debian. The first one is the same without windows, and takes a third less time. */
const BROWSERS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'] as const
// Tests read it.
process.env['CHROMIUM'] ??= BROWSERS.find((path) => existsSync(path)) ?? BROWSERS[1]
const CHROMIUM = process.env['CHROMIUM']

/**
 * `npm test` runs the projects "unit", everything in test/ that no other suite names, and "memory": files that start no
 * command line, so that they can begin before it is bundled.
 */
const SUITES = {
  memory: ['vendors', 'world', 'wire', 'spec', 'scenarios'].map((folder) => `test/${folder}/**/*.test.ts`),
  proof: [
    'test/mutants/**/*.test.ts',
    'test/conformance/worlds/**/*.test.ts',
    'test/contracts/legal-variants.test.ts',
    'test/histories/**/*.test.ts',
    'test/fuzz/**/*.test.ts',
    'test/isolation/isolation.test.ts',
    'test/isolation/many-worlds.test.ts',
    'test/cli/verify-large-world.test.ts',
    'test/cli/verify-over-http.test.ts',
    'test/store/shared-chaos.test.ts',
    'test/store/**/*-proof.test.ts',
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

/**
 * Tests that run a second time, through a load balancer in front of three servers with one database; which of them are left
 * out is in test/balancer/left-out.ts.
 */
const BALANCED_TESTS = [
  'effects',
  'invalid-rules',
  'pages',
  'query-condition',
  'rate-limits',
  'rules',
  'side-effects',
  'stale-reads',
  'transport',
]
  .map((name) => `test/http/faults/${name}.test.ts`)
  .concat(['journal', 'delivery-report', 'delivery-report-scope'].map((name) => `test/control/${name}.test.ts`))

/** The tests that start PostgreSQL. */
const POSTGRES_TESTS = ['test/store/shared*.test.ts']

/** Returns the tests that this machine cannot run: those of shared worlds without PostgreSQL, which is a failure in CI. */
function findMissingTests(): readonly string[] {
  if (existsSync('/usr/lib/postgresql')) return []
  const message = 'No PostgreSQL in /usr/lib/postgresql: install the package postgresql.'
  if (process.env['CI'] !== undefined) throw new Error(message)
  console.warn(`\n${'*'.repeat(80)}\nNOT RUN: the tests of shared worlds. ${message}\n${'*'.repeat(80)}\n`)
  return POSTGRES_TESTS
}

const missingTests = findMissingTests()

/** Takes many minutes, so only FLOWTWIN_LONG_CHAOS=1 adds it to the proof suite. */
const longTests = process.env['FLOWTWIN_LONG_CHAOS'] === undefined ? ['test/store/shared-chaos-proof.test.ts'] : []

function defineSuite(name: string, include: readonly string[], exclude: readonly string[] = []) {
  return {
    extends: true as const,
    test: {
      name,
      include: [...include],
      exclude: [...exclude, ...missingTests],
      globalSetup: name === 'browser' || name === 'memory' ? [] : ['test/cli/bundle.ts'],
      // Files share loaded modules: loading them takes a sixth of the time of all tests.
      isolate: !['memory', 'unit'].includes(name),
    },
  }
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
    // A limit for tests that hang: the longest test takes a minute alone, and ten times that beside twenty busy processes.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    // One more than cores, because some tests wait for other processes or for a time limit of the product.
    maxWorkers: availableParallelism() + 1,
    passWithNoTests: true,
    projects: [
      defineSuite('memory', SUITES.memory),
      defineSuite('unit', ['test/**/*.test.ts'], Object.values(SUITES).flat()),
      defineSuite('proof', SUITES.proof, longTests),
      {
        extends: true,
        test: {
          name: 'balancer',
          include: missingTests.length > 0 ? [] : BALANCED_TESTS,
          globalSetup: ['test/balancer/servers.ts'],
          setupFiles: ['test/balancer/left-out.ts'],
        },
      },
      defineSuite('browser', findBrowserTests()),
      defineSuite('package', SUITES.package),
    ],
  },
})
