import { execFile } from 'node:child_process'
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
