import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What a command prints, on both channels. @throws with all of it when the command fails */
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
 * Runs an installed `flowtwin serve` for as long as something needs it.
 * @param args further arguments; a free port is taken unless they name one
 * @throws when it does not start
 */
export async function withServer<Value>(
  flowtwin: string,
  args: readonly string[],
  use: (url: string) => Promise<Value>,
): Promise<Value> {
  const port = args.includes('--port') ? [] : ['--port', '0']
  const child = spawn(flowtwin, ['serve', ...port, '--json', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  try {
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended])
    return await use((JSON.parse(String(line)) as { readonly url: string }).url)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

interface Ready {
  readonly url: string
}

/**
 * Starts an installed `flowtwin serve` on a free port, asks it once, and stops it with SIGTERM.
 * @throws when it does not answer with runs, or ends with anything but 0
 */
export async function verifyServeAndStop(flowtwin: string): Promise<string> {
  const child = spawn(flowtwin, ['serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const ended = once(child, 'close')
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended])
    const { url } = JSON.parse(String(line)) as Ready
    const response = await fetch(`${url}/api/v2/runs.json`, { headers: { authorization: 'Token demo' } })
    const { results } = (await response.json()) as { readonly results: readonly unknown[] }
    child.kill('SIGTERM')
    const [code] = await ended
    if (code !== 0) throw new Error(`it ended with ${String(code)}`)
    return `${results.length} runs`
  } finally {
    child.kill('SIGKILL')
  }
}
