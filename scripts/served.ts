import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

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
