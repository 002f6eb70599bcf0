import { runVerify, type VerifyCommandOptions } from '../../cli/commands/verify.ts'
import type { FileSystem, Terminal } from '../../cli/terminal.ts'
import { replaceText } from '../contracts/kit/record-run.ts'
import { toProfile, type Twin } from '../contracts/twins/twin.ts'

export type Send = NonNullable<Terminal['fetch']>

/** The parts of a twin that commands use. */
export type TestTarget = Pick<Twin<never>, 'credential' | 'fetch' | 'clock' | 'operations'>

export interface TestTerminal {
  readonly io: Terminal
  /** Contents of files by path. */
  readonly files: Map<string, string>
  readonly printed: () => string
  readonly logged: () => string
}

const CONFIG_PATH = 'twin.yaml'

/** Options that reach a twin through its test terminal. */
export const targetOptions: VerifyCommandOptions = { url: 'http://twin.test', tokenEnv: 'TOKEN', config: CONFIG_PATH }

/** Creates a terminal with files in memory and a configuration of the twin's operations. */
export function createTestTerminal(twin: TestTarget, send: Send = twin.fetch): TestTerminal {
  const contents = new Map([[CONFIG_PATH, JSON.stringify({ profile: toProfile(twin) })]])
  let [printed, logged] = ['', '']
  const files: FileSystem = {
    read: (path) => {
      const text = contents.get(path)
      if (text === undefined) throw new Error(`${path} cannot be read`)
      return text
    },
    write: (path, text) => contents.set(path, text),
    append: (path, text) => contents.set(path, (contents.get(path) ?? '') + text),
    prepare: (path) => contents.has(path),
    remove: (path) => contents.delete(path),
  }
  const io: Terminal = {
    env: { TOKEN: twin.credential },
    print: (text) => (printed += text),
    log: (text) => (logged += text),
    hasColor: false,
    files,
    fetch: send,
    clock: twin.clock,
  }
  return { io, files: contents, printed: () => printed, logged: () => logged }
}

/** Runs `flowtwin verify` in a test terminal; returns the exit code and the output. */
export async function runVerifyIn(
  { io, printed, logged }: TestTerminal,
  vendor: string,
  options: Partial<VerifyCommandOptions> = {},
) {
  const code = await runVerify(vendor, { ...targetOptions, ...options }, io)
  return { code, printed: printed(), logged: logged() }
}

/** Replaces the status of ended sessions by an undocumented one. */
export const pauseStatuses = replaceText(/"status":"(completed|expired)"/g, '"status":"paused"')
