/** Runs every check besides the tests, takes about a minute, and names the checks that fail. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/**
 * Returns optional dependencies (binaries for other platforms) that a lock file names but does not lock. `npm ci` fails
 * on a platform whose binary is missing.
 */
function findMissingFromLock(path: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as { packages: Readonly<Record<string, LockedPackage>> }
  const locked = new Set(Object.keys(packages).map((key) => key.replace(/^.*node_modules\//, '')))
  return Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !locked.has(name)),
  )
}

const root = join(import.meta.dirname, '..')
const resolveBin = (name: string) => join(root, 'node_modules', '.bin', name)
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

const STEPS: readonly (readonly [string, string, readonly string[]])[] = [
  ['format', resolveBin('oxfmt'), ['--check']],
  ['lint and types', resolveBin('oxlint'), ['--type-aware', '--type-check', '--deny-warnings']],
  ['names, comments and folders', resolveBin('tsx'), ['scripts/code-style.ts']],
  ['files that a request goes through', resolveBin('tsx'), ['scripts/request-files.ts']],
  ['types as the build sees them', resolveBin('tsc'), ['--noEmit', '-p', 'tsconfig.build.json']],
  ['types of the page', resolveBin('tsc'), ['--noEmit', '-p', 'page']],
  ['documents', resolveBin('redocly'), ['lint']],
  ['generated files', resolveBin('tsx'), ['scripts/generate.ts', '--check']],
  ['pages generated from the code', resolveBin('tsx'), ['scripts/docs.ts', '--check']],
  ['page of test coverage', resolveBin('tsx'), ['scripts/docs.ts', '--check', '--coverage']],
]

function runStep(name: string, command: string, args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...QUIET },
    encoding: 'utf8',
  })
  if (status !== 0) console.error(`${stdout}${stderr}`)
  console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name}`)
  return status === 0
}

function verifyLockFile(): boolean {
  const missing = findMissingFromLock(join(root, 'package-lock.json'))
  if (missing.length > 0)
    console.error(
      `missing from package-lock.json: ${missing.join(', ')}; pin an older version whose platforms are all there`,
    )
  console.log(`${missing.length === 0 ? 'ok' : 'FAILED'}  lock file for all platforms`)
  return missing.length === 0
}

const failedSteps = [...STEPS.map((step) => runStep(...step)), verifyLockFile()].filter((held) => !held)
process.exitCode = failedSteps.length === 0 ? 0 : 1
