import type { Command } from 'commander'
import { callControl, type ControlRequest, ServerNotFoundError } from '../client/control.ts'
import { UsageError } from './usage-error.ts'

/** Address of a running server's control API. */
export interface ControlOptions {
  readonly url: string
  readonly token?: string
}

/** Options of every command that controls a world. */
export interface WorldOptions extends ControlOptions {
  readonly world: string
  readonly json?: boolean
}

/** Options of a command together with its texts. */
export type TextOptions = WorldOptions & Readonly<Record<string, string | undefined>>

/** Adds the options of `WorldOptions`. */
export function addControlOptions(command: Command): Command {
  return command
    .option('--url <url>', 'URL of the server', 'http://127.0.0.1:4010')
    .option('--token <text>', 'control token, which servers on other machines require')
    .option('--world <name>', 'world of the server', 'default')
    .option('--json', 'print one line of JSON')
}

/**
 * Adds the options of `WorldOptions` to a command, which sends one request and prints the response. `buildRequest` receives
 * the options and the arguments of the command line; `send` is by default for a path relative to the world.
 */
export function addRequest(
  command: Command,
  buildRequest: (options: TextOptions, ...args: string[]) => ControlRequest | Promise<ControlRequest>,
  send: (options: WorldOptions, request: ControlRequest) => Promise<unknown> = sendWorldRequest,
): Command {
  return addControlOptions(command).action(async () => {
    const options = command.opts<TextOptions>()
    printJson(options, await send(options, await buildRequest(options, ...command.args)))
  })
}

/**
 * Sends a request to the control API.
 * @throws {UsageError} when no server answers at the URL
 * @throws {ControlApiError} for an error response
 */
export async function sendControlRequest({ url, token }: ControlOptions, request: ControlRequest): Promise<unknown> {
  const access = { origin: parseOrigin(url), send: fetch, ...(token === undefined ? {} : { token }) }
  try {
    return await callControl(access, request)
  } catch (error) {
    if (!(error instanceof ServerNotFoundError)) throw error
    throw new UsageError(`${error.message}, or give its URL with --url.`, { cause: error })
  }
}

/** Sends a request for the world of the options; `path` is relative to the world. */
export async function sendWorldRequest(options: WorldOptions, request: ControlRequest): Promise<unknown> {
  const path = `/worlds/${encodeURIComponent(options.world)}${request.path}`
  return await sendControlRequest(options, { ...request, path })
}

/** Prints a value as JSON; nothing for null. */
export function printJson({ json }: Pick<WorldOptions, 'json'>, value: unknown): void {
  if (value !== null) console.log(JSON.stringify(value, null, json === true ? 0 : 2))
}

function parseOrigin(url: string): string {
  if (URL.canParse(url)) return new URL(url).origin
  throw new UsageError(`--url "${url}" is no URL; give one such as http://127.0.0.1:4010.`)
}
