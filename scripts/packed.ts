/**
 * Tests the package as a user installs it: packs it, installs the tarball in an empty folder, and uses every export and
 * example from there. Prints the result of each step.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listExampleSteps, type ProofStep } from './package/examples.ts'
import { verifyReplayOfFailures } from './package/replay-failures.ts'
import { countRuns, withServer } from './package/run-process.ts'
import { DOCUMENTS } from './redocly.ts'

interface PackResult {
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

/** Documents and their types take half of this, the page a fifth. */
const MAX_UNPACKED_BYTES = 5_000_000
const EXPECTED_FILES =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|bin\/((flowtwin|compile-cache|lazy-globals|launch)\.js|package\.json)|docs\/(?!decisions).+\.md|dist\/(?!bench\/|compile-cache\/).+\.(c?js|d\.ts|yaml|txt)|dist\/spec\/own-data\.schema\.json|dist\/page\/(\w+\.(html|css|svg)|mutants\.json))$/
const root = join(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }
const folder = mkdtempSync(join(tmpdir(), 'flowtwin-packed-'))
const project = join(folder, 'project')
const resolveOwn = (...path: readonly string[]) => join(root, 'node_modules', ...path)

const STEPS: readonly ProofStep[] = [
  ['npm pack includes the expected files only', pack],
  ['npm install of the tarball in an empty folder', install],
  ['publint reports nothing', checkPackage],
  ['arethetypeswrong reports nothing', checkTypeResolution],
  ['npx flowtwin --version prints the version', checkVersion],
  [
    'flowtwin serve responds, and exits with 0 on SIGTERM',
    () => withServer(join(project, 'node_modules', '.bin', 'flowtwin'), [], countRuns),
  ],
  ['the server has stored its compiled code', verifyCompileCache],
  ['flowtwin selftest passes, which loads the mock server and the contract tests', runSelftest],
  ['every export can be imported', importAllExports],
  ['the tests in README and docs/testing.md compile against the types', compileExampleTests],
  ['the Vitest tests in README and docs pass', runVitest],
  ['the Playwright test in docs passes', runPlaywright],
  [
    'a failing test prints a command that replays it',
    () =>
      verifyReplayOfFailures(
        project,
        join(root, 'test', 'testing', 'project', 'worlds.case.ts'),
        resolveOwn('vitest', 'vitest.mjs'),
      ),
  ],
  ...listExampleSteps(project, join(folder, `flowtwin-${version}.tgz`)),
]

function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function pack(): string {
  const printed = run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], root)
  const [packed] = JSON.parse(printed.slice(printed.indexOf('['))) as readonly PackResult[]
  if (packed === undefined) throw new Error(`npm pack printed no result: ${printed}`)
  const unwanted = packed.files.filter(({ path }) => !EXPECTED_FILES.test(path)).map(({ path }) => path)
  if (unwanted.length > 0) throw new Error(`unexpected files in the tarball: ${unwanted.join(', ')}`)
  if (packed.unpackedSize > MAX_UNPACKED_BYTES)
    throw new Error(`${packed.unpackedSize} bytes, more than ${MAX_UNPACKED_BYTES}`)
  return `${packed.files.length} files, ${formatKilobytes(packed.size)}, unpacked ${formatKilobytes(packed.unpackedSize)}`
}

function install(): string {
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }))
  const begun = performance.now()
  const tarball = join(folder, `flowtwin-${version}.tgz`)
  run('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund', '--silent'])
  const seconds = (performance.now() - begun) / 1000
  // Test runners and the compiler are linked, so that nothing else has to be downloaded.
  for (const name of ['vitest', '@playwright', 'msw', 'typescript', '@types'])
    symlinkSync(resolveOwn(name), join(project, 'node_modules', name))
  return `${seconds.toFixed(1)} s`
}

function checkPackage(): string {
  run(resolveOwn('.bin', 'publint'), [join('node_modules', 'flowtwin'), '--pack', 'false', '--strict'])
  return 'strict'
}

/** As ES modules, which is all that the package is. */
function checkTypeResolution(): string {
  run(resolveOwn('.bin', 'attw'), [join(folder, `flowtwin-${version}.tgz`), '--profile', 'esm-only', '--quiet'])
  return 'ESM'
}

function checkVersion(): string {
  const printed = run('npx', ['--no', '--', 'flowtwin', '--version']).trim()
  if (printed !== version) throw new Error(`it prints ${printed}, not ${version}`)
  return printed
}

/** After a start of the server. Newer Nodes store the code themselves, elsewhere. */
function verifyCompileCache(): string {
  if ('enableCompileCache' in module) return `by Node ${process.versions.node}`
  const stored = readdirSync(join(project, 'node_modules', 'flowtwin', 'dist', 'compile-cache'), { recursive: true })
  const files = stored.filter((name) => /[\\/]serve[\\/].+\.cjs$/.test(String(name)))
  if (files.length === 0) throw new Error('dist/compile-cache has no code of the command serve')
  return `${files.length} files`
}

function runSelftest(): string {
  const printed = run('npx', ['--no', '--', 'flowtwin', 'selftest'])
  return `${printed.match(/^ok /gm)?.length ?? 0} checks`
}

function importAllExports(): string {
  const runners = ['flowtwin/playwright', 'flowtwin/msw']
  const modules = [
    'flowtwin',
    'flowtwin/contracts',
    'flowtwin/contracts/reports',
    ...runners,
    ...DOCUMENTS.map((vendor) => `flowtwin/types/${vendor}`),
  ]
  const script = [
    `import { readFileSync } from 'node:fs'`,
    ...modules.map((name) => `await import('${name}')`),
    `const { createTwin } = await import('flowtwin')`,
    `const { verify, checks } = await import('flowtwin/contracts')`,
    `if (typeof createTwin !== 'function' || typeof verify !== 'function' || checks.length === 0) throw new Error('empty')`,
    `for (const vendor of ${JSON.stringify(DOCUMENTS)}) {`,
    `  const text = readFileSync(new URL(import.meta.resolve(\`flowtwin/spec/\${vendor}.yaml\`)), 'utf8')`,
    `  if (!text.startsWith('openapi: 3.1') || /\\$ref: ['"]?[^#'"\\s]+\\.(json|yaml)/.test(text)) throw new Error(vendor)`,
    `}`,
    `readFileSync(new URL(import.meta.resolve('flowtwin/package.json')))`,
  ]
  writeFileSync(join(project, 'imports.mjs'), script.join('\n'))
  run(process.execPath, ['imports.mjs'])
  // Node 20.19 and newer load ES modules without top-level await by `require`.
  const required = modules.map((name) => `require('${name}')`)
  writeFileSync(join(project, 'requires.cjs'), required.join('\n'))
  run(process.execPath, ['requires.cjs'])
  return `${modules.length} modules, ${DOCUMENTS.length} documents`
}

function compileExampleTests(): string {
  for (const shown of ['readme', 'docs'])
    cpSync(join(root, 'test', shown), join(project, 'test', shown), { recursive: true })
  const uses = DOCUMENTS.map((vendor) => `import type { operations as ${vendor} } from 'flowtwin/types/${vendor}'`)
  writeFileSync(
    join(project, 'test', 'types.ts'),
    `${uses.join('\n')}\nexport type Operation = keyof ${DOCUMENTS.join(' | keyof ')}\nexport const one: Operation = 'listRuns'\n`,
  )
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--types',
    'node',
    '--skipLibCheck',
  ]
  run(process.execPath, [
    resolveOwn('typescript', 'bin', 'tsc'),
    ...options,
    'test/readme/expiry.test.ts',
    'test/readme/contract.test.ts',
    'test/docs/vitest.test.ts',
    'test/docs/msw.test.ts',
    'test/docs/playwright.case.ts',
    'test/docs/node-test.case.ts',
    'test/types.ts',
  ])
  return 'nodenext, strict'
}

function runVitest(): string {
  const printed = run(process.execPath, [
    resolveOwn('vitest', 'vitest.mjs'),
    'run',
    '--maxWorkers=1',
    '--reporter=json',
  ])
  const { numPassedTests, success } = JSON.parse(printed.slice(printed.indexOf('{'))) as {
    readonly numPassedTests: number
    readonly success: boolean
  }
  if (!success || numPassedTests === 0) throw new Error(printed)
  return `${numPassedTests} tests`
}

function runPlaywright(): string {
  const runner = join('node_modules', '@playwright', 'test', 'cli.js')
  const printed = run(process.execPath, [runner, 'test', '--config', join('test', 'docs', 'playwright.config.ts')])
  if (!printed.includes('1 passed')) throw new Error(printed)
  return '1 test'
}

function formatKilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

/** Returns the message of an error, with the output of a failed command. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [error.message, 'stdout' in error ? String(error.stdout) : ''].filter((text) => text !== '').join('\n')
}

/** Runs the steps in order until one fails; each needs the ones before it. */
async function runSteps(): Promise<boolean> {
  for (const [name, part] of STEPS) {
    try {
      console.log(`ok      ${name}: ${await part()}`)
    } catch (error) {
      console.error(`FAILED  ${name}\n${describeError(error)}`)
      return false
    }
  }
  return true
}

try {
  process.exitCode = (await runSteps()) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}
