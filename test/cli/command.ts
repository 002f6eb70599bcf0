import { type ChildProcess, spawn } from 'node:child_process'
import { inject } from 'vitest'
import { main } from '../../cli/main.ts'

/** The program that starts the command line. */
export const program = inject('cliBundle')

/** Output and exit code of a command. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command in this process and captures its output. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const [stdout, stderr] = [captureOutput(process.stdout, 'log'), captureOutput(process.stderr, 'error')]
  const { exitCode } = process
  const previous = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]))
  Object.assign(process.env, env)
  process.exitCode = 0
  try {
    await main(['node', 'flowtwin', ...args])
    return { code: process.exitCode, stdout: stdout.text(), stderr: stderr.text() }
  } finally {
    process.exitCode = exitCode
    stdout.restore()
    stderr.restore()
    for (const [name, value] of Object.entries(previous)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** Captures what is written to a stream, directly or by a method of the console. */
function captureOutput(stream: NodeJS.WriteStream, method: 'log' | 'error') {
  const write = stream.write.bind(stream)
  const { [method]: print } = console
  let text = ''
  stream.write = (chunk: string | Uint8Array) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    return true
  }
  console[method] = (...values: readonly unknown[]) => {
    text += `${values.map((value) => (value instanceof Error ? value.stack : String(value))).join(' ')}\n`
  }
  return {
    text: () => text,
    restore: () => {
      stream.write = write
      console[method] = print
    },
  }
}

/** Runs a command against a server and parses the JSON that it prints; null without output. */
export async function runControlCommand(url: string, args: readonly string[]) {
  const { code, stdout, stderr } = await runCommand([...args, '--url', url, '--json'])
  return { code, stderr, json: stdout === '' ? null : (JSON.parse(stdout) as Record<string, unknown>) }
}

/** A command in a child process. */
export interface RunningCommand {
  readonly child: ChildProcess
  /** The first line on stdout. */
  readonly firstLine: Promise<string>
  readonly result: Promise<CommandResult>
}

/** Starts a command in a child process, as a shell does. */
export function spawnCommand(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCommand {
  // A proxy of this machine is none of the test.
  const inherited = Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name))
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
  })
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
  // Callers may wait for the result only.
  firstLine.catch(() => undefined)
  const result = new Promise<CommandResult>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
  return { child, firstLine, result }
}
