import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a command and returns stdout and stderr. @throws when the command fails, with its output */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  // Started by npm, a server ends with its parent; a step of an action leaves it running. Output is compared without colours.
  const { npm_lifecycle_event: _, FORCE_COLOR: __, ...outsideNpm } = process.env
  const { stdout, stderr } = await execute(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...outsideNpm, NO_COLOR: '1', ...env },
    maxBuffer: 32 * 1024 * 1024,
  })
  return `${stdout}${stderr}`
}

/**
 * Runs an installed `flowtwin serve` while `use` runs, and stops it with SIGTERM.
 * @param args further arguments; without --port the server takes a free port
 * @throws when the server does not start, or exits with another code than 0
 */
export async function withServer<Value>(
  flowtwin: string,
  args: readonly string[],
  use: (url: string) => Promise<Value>,
): Promise<Value> {
  const port = args.includes('--port') ? [] : ['--port', '0']
  const child = spawn(flowtwin, ['serve', ...port, '--json', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(child, 'close')
  try {
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exit])
    const result = await use((JSON.parse(String(line)) as { readonly url: string }).url)
    child.kill('SIGTERM')
    const [code] = await exit
    if (code !== 0) throw new Error(`the server exited with ${String(code)}`)
    return result
  } finally {
    child.kill('SIGKILL')
  }
}

/** Reads the runs of a RapidPro installation. Returns their number. @throws when the response has no runs */
export async function countRuns(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v2/runs.json`, { headers: { authorization: 'Token demo' } })
  const { results } = (await response.json()) as { readonly results: readonly unknown[] }
  return `${results.length} runs`
}
