import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { parse } from 'yaml'
import { runCommand } from './run-process.ts'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string
      readonly run?: string
      readonly env?: Readonly<Record<string, string>>
    }[]
  }
}

const PORT = '48210'

/**
 * Runs the steps of action.yml as a GitHub runner does: first mode "serve", then mode "verify" against the server that the
 * first left running.
 */
export async function runAction(file: string, tarball: string): Promise<string> {
  const action = parse(readFileSync(file, 'utf8')) as Action
  const temp = mkdtempSync(join(tmpdir(), 'flowtwin-action-'))
  const runner = new ActionRunner(action, temp)
  try {
    const serveInputs = { mode: 'serve', package: tarball, port: PORT, options: '--seed 7 --runs 120 --auth strict' }
    await runner.runActionStep('install', serveInputs)
    await runner.runActionStep('serve', serveInputs)
    const { url } = runner.readValues('GITHUB_OUTPUT')
    if (url !== `http://127.0.0.1:${PORT}`) throw new Error(`the server is at ${String(url)}`)
    const reports = join(temp, 'reports')
    const token = await fetchCredential(url)
    const verifyInputs = { mode: 'verify', vendor: 'qyvo', url: `${url}/api/v1`, token, reports }
    await runner.runActionStep('verify', verifyInputs)
    const report = JSON.parse(readFileSync(join(reports, 'qyvo.json'), 'utf8')) as object
    const summary = readFileSync(runner.getFile('GITHUB_STEP_SUMMARY'), 'utf8')
    const [, musts] = /\| MUST .*\n.*\n\| (\d+\/\d+) /.exec(summary) ?? []
    if (musts === undefined || Object.keys(report).length === 0) throw new Error(`no headline in ${summary}`)
    return `MUST ${musts}`
  } finally {
    const pid = Number(readFileSync(join(temp, 'flowtwin', 'serve.pid'), 'utf8'))
    process.kill(pid, 'SIGTERM')
    rmSync(temp, { recursive: true })
  }
}

/** Returns the credential that the server issued for Qyvo; with --auth strict it accepts no other. */
async function fetchCredential(url: string): Promise<string> {
  const { vendors } = (await (await fetch(`${url}/_twin/v1/health`)).json()) as {
    readonly vendors: readonly { readonly name: string; readonly credential: string }[]
  }
  const qyvo = vendors.find(({ name }) => name === 'qyvo')
  if (qyvo === undefined) throw new Error('the server does not serve Qyvo')
  return qyvo.credential
}

/** The part of a GitHub runner that the action uses. */
class ActionRunner {
  readonly #action: Action
  readonly #temp: string

  constructor(action: Action, temp: string) {
    this.#action = action
    this.#temp = temp
    for (const name of ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'])
      writeFileSync(this.getFile(name), '')
  }

  getFile(name: string): string {
    return join(this.#temp, name)
  }

  /** Returns the values that steps wrote to a file such as GITHUB_OUTPUT. */
  readValues(name: string): Readonly<Record<string, string>> {
    const lines = readFileSync(this.getFile(name), 'utf8').split('\n').filter(Boolean)
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
  }

  async runActionStep(id: string, inputs: Readonly<Record<string, string>>): Promise<string> {
    const step = this.#action.runs.steps.find((one) => one.id === id)
    if (step?.run === undefined) throw new Error(`the action has no step ${id}`)
    const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, this.#fillInputs(text, inputs)] as const)
    const files = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'].map(
      (name) => [name, this.getFile(name)] as const,
    )
    const path = [
      ...readFileSync(this.getFile('GITHUB_PATH'), 'utf8').split('\n').filter(Boolean),
      process.env['PATH'] ?? '',
    ]
    return runCommand('bash', ['-eo', 'pipefail', '-c', step.run], {
      cwd: this.#temp,
      env: { ...Object.fromEntries([...files, ...env]), PATH: path.join(delimiter) },
    })
  }

  #fillInputs(text: string, inputs: Readonly<Record<string, string>>): string {
    return text.replaceAll(/\$\{\{ (?:inputs\.(\w+)|runner\.temp) \}\}/g, (_, name: string | undefined) =>
      name === undefined ? this.#temp : (inputs[name] ?? this.#action.inputs[name]?.default ?? ''),
    )
  }
}
