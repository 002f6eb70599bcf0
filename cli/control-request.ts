import type { Command } from 'commander'
import {
  callControl,
  type ControlOperation,
  type ControlRequest,
  type OperationResult,
  ServerNotFoundError,
} from '../client/control.ts'
import { serializeJson } from '../contracts/kit/printable-text.ts'
import { UsageError } from './arguments.ts'

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

/** The address of a server without one in options or environment. */
export const DEFAULT_SERVER_URL = 'http://127.0.0.1:4010'

/** Adds `--url` and `--world`, which `FLOWTWIN_URL` and `FLOWTWIN_WORLD` preset. @param defaultUrl undefined for no server */
export function addServerOptions(command: Command, defaultUrl?: string): Command {
  const { FLOWTWIN_URL: url, FLOWTWIN_WORLD: world } = process.env
  return command
    .option('--url <url>', 'URL of the server (environment: FLOWTWIN_URL)', isSet(url) ? url : defaultUrl)
    .option('--world <name>', 'world of the server (environment: FLOWTWIN_WORLD)', isSet(world) ? world : 'default')
}

/** True for an environment variable with a value: an empty one counts as none. */
export function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}

/** Adds the options of `WorldOptions`. */
export function addControlOptions(command: Command): Command {
  return addServerOptions(command, DEFAULT_SERVER_URL)
    .option('--token <text>', 'control token, which servers on other machines require')
    .option('--json', 'print one line of JSON')
}

/** A command that sends one request and prints its response. */
interface RequestCommand<Id extends ControlOperation> {
  /** Receives the options and the arguments of the command line. */
  readonly buildRequest: (options: TextOptions, ...args: string[]) => ControlRequest | Promise<ControlRequest>
  /** The response as text for people. */
  readonly formatText: (result: OperationResult<Id>, options: TextOptions, ...args: string[]) => string
  /** By default for a path relative to the world. */
  readonly send?: (options: WorldOptions, request: ControlRequest) => Promise<unknown>
}

/** Adds the options of `WorldOptions` to a command, which sends one request and prints the response. */
export function addRequest<Id extends ControlOperation>(
  command: Command,
  { buildRequest, formatText, send = sendWorldRequest }: RequestCommand<Id>,
): Command {
  return addControlOptions(command).action(async () => {
    const options = command.opts<TextOptions>()
    const result = await send(options, await buildRequest(options, ...command.args))
    // The server's response follows the document.
    printResult(options, result as OperationResult<Id>, (value) => formatText(value, options, ...command.args))
  })
}

/**
 * Sends a request to the control API.
 * @throws {UsageError} when no server answers at the URL
 * @throws {ControlApiError} for an error response
 */
export async function sendControlRequest({ url, token }: ControlOptions, request: ControlRequest): Promise<unknown> {
  const access = { origin: parseServerUrl(url), send: fetch, ...(token === undefined ? {} : { token }) }
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

/** Prints a value as text or, with --json, as one line of JSON: nothing for null. */
export function printResult<Value>(
  { json }: Pick<WorldOptions, 'json'>,
  value: Value,
  formatText: (value: Value) => string,
): void {
  if (json !== true) console.log(formatText(value))
  else if (value !== null) console.log(serializeJson(value, 0))
}

/** Prints a document: JSON in either form. */
export function printJson({ json }: Pick<WorldOptions, 'json'>, value: unknown): void {
  console.log(serializeJson(value, json === true ? 0 : 2))
}

/** Returns the base URL of a server without a slash at the end; its path is that of a proxy. @throws {UsageError} */
export function parseServerUrl(text: string, option = '--url'): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '')
    throw new UsageError(`${option} "${text}" is no URL of a server; give one such as ${DEFAULT_SERVER_URL}.`)
  return url.origin + url.pathname.replace(/\/+$/, '')
}
