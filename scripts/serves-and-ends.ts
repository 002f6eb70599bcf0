import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

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
