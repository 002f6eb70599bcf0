import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'flowtwin.js')

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line as a user would, to its end. */
export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return started(args, env).ended
}

/** Runs a verb against a server, and reads the JSON that it prints; null where it prints nothing. */
export async function runAt(url: string, words: readonly string[]) {
  const { code, stdout, stderr } = await run([...words, '--url', url, '--json'])
  return { code, stderr, json: stdout === '' ? null : (JSON.parse(stdout) as Record<string, unknown>) }
}

/** A command that goes on. */
export interface Running {
  readonly child: ChildProcess
  /** The first line on stdout. */
  readonly firstLine: Promise<string>
  readonly ended: Promise<Ended>
}

export function started(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [launcher, ...args], { env: { ...process.env, NO_COLOR: '1', ...env } })
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      const [line, ...rest] = stdout.split('\n')
      if (rest.length > 0) resolve(line ?? '')
    })
    child.on('close', () => reject(new Error(`the command ended before it printed a line: ${stderr}`)))
  })
  // A command that is only run to its end has no one waiting for its first line.
  firstLine.catch(() => undefined)
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
  return { child, firstLine, ended }
}
