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
  const { stdout, stderr } = await execute(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, NO_COLOR: '1', ...env },
    maxBuffer: 32 * 1024 * 1024,
  })
  return `${stdout}${stderr}`
}

/**
 * Runs an installed `flowtwin serve` while `use` runs.
 * @param args further arguments; without --port the server takes a free port
 * @throws when the server does not start
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
    return await use((JSON.parse(String(line)) as { readonly url: string }).url)
  } finally {
    child.kill('SIGTERM')
    await exit
  }
}

interface Ready {
  readonly url: string
}

/**
 * Starts an installed `flowtwin serve` on a free port, sends one request, and stops the server with SIGTERM.
 * @throws when the response has no runs, or the exit code is not 0
 */
export async function verifyServeAndStop(flowtwin: string): Promise<string> {
  const child = spawn(flowtwin, ['serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const exit = once(child, 'close')
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exit])
    const { url } = JSON.parse(String(line)) as Ready
    const response = await fetch(`${url}/api/v2/runs.json`, { headers: { authorization: 'Token demo' } })
    const { results } = (await response.json()) as { readonly results: readonly unknown[] }
    child.kill('SIGTERM')
    const [code] = await exit
    if (code !== 0) throw new Error(`the server exited with ${String(code)}`)
    return `${results.length} runs`
  } finally {
    child.kill('SIGKILL')
  }
}
