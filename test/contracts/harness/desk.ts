import type { FileSystem } from '../../../cli/terminal.ts'
import { type VerifyCommandOptions, type Terminal } from '../../../cli/commands/verify.ts'
import { profileOf, type Twin } from '../twins/twin.ts'
import { replacing } from './recorded-run.ts'

export type Send = NonNullable<Terminal['send']>

export interface Desk {
  readonly io: Terminal
  readonly kept: Map<string, string>
  readonly printed: () => string
  readonly said: () => string
}

/** The configuration that names what the twin has. */
const TWIN = 'twin.yaml'

/** A terminal with files of its own, in front of a target in memory. */
export function desk(
  twin: Pick<Twin<never>, 'credential' | 'send' | 'clock' | 'operations'>,
  send: Send = twin.send,
): Desk {
  const kept = new Map([[TWIN, JSON.stringify({ profile: profileOf(twin) })]])
  let [printed, said] = ['', '']
  const files: FileSystem = {
    read: (path) => {
      const text = kept.get(path)
      if (text === undefined) throw new Error(`${path} cannot be read`)
      return text
    },
    write: (path, text) => kept.set(path, text),
    append: (path, text) => kept.set(path, (kept.get(path) ?? '') + text),
    remove: (path) => kept.delete(path),
  }
  const io = {
    env: { TOKEN: twin.credential },
    print: (text: string) => (printed += text),
    log: (text: string) => (said += text),
    hasColor: false,
    files,
    send,
    clock: twin.clock,
  }
  return { io, kept, printed: () => printed, said: () => said }
}

/** What the twins are reached by. */
export const target: VerifyCommandOptions = { url: 'http://twin.test', tokenEnv: 'TOKEN', config: TWIN }

/** Spoils the status of sessions that have ended. */
export const paused = replacing(/"status":"(completed|expired)"/g, '"status":"paused"')
