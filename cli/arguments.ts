import { FlowtwinError } from '../contracts/kit/errors.ts'

export interface UsageErrorOptions extends ErrorOptions {
  /** The message has several lines; none of them is text of a target. */
  readonly hasLines?: boolean
}

/** Arguments, options or files of a command are invalid; the message says what to change. Exit code 2. */
export class UsageError extends FlowtwinError {
  readonly code = 'usage'
  readonly hasLines: boolean

  constructor(message: string, { hasLines = false, ...options }: UsageErrorOptions = {}) {
    super(message, options)
    this.hasLines = hasLines
  }
}

/** Parses an option with a fixed set of values. @throws {UsageError} */
export function parseChoice<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text)
  if (choice === undefined) throw new UsageError(`${option} "${text}" is unknown; give ${choices.join(', ')}.`)
  return choice
}

/** Parses a whole number of up to 15 digits. @throws {UsageError} */
export function parseWholeNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${option} "${text}" is no whole number; give one such as 1000.`)
  return Number(text)
}

/** Parses a number that may have decimals. @throws {UsageError} */
export function parseNumber(option: string, text: string): number {
  if (!/^\d{1,9}(\.\d+)?$/.test(text)) throw new UsageError(`${option} "${text}" is no number; give one such as 500.`)
  return Number(text)
}

/** Parses a percentage from 0 to 100. @throws {UsageError} */
export function parsePercentage(option: string, text: string): number {
  const percent = /^\d{1,3}(\.\d+)?%?$/.test(text) ? Number(text.replace('%', '')) : Number.NaN
  if (!(percent <= 100)) throw new UsageError(`${option} "${text}" is no percentage; give one from 0 to 100.`)
  return percent
}

/** Converts an integer to a number and leaves any other text for the server to parse. */
export function parseNumberOrText(text: string): number | string {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

/** Returns the members without those that are undefined. */
export function omitUndefined<Value>(members: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const given = Object.entries(members).filter((entry): entry is [string, Value] => entry[1] !== undefined)
  return Object.fromEntries(given)
}

/** Builds a query string with its question mark; empty without parameters. */
export function buildQuery(parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(omitUndefined(parameters)).toString()
  return query === '' ? '' : `?${query}`
}

/** Parses JSON of an option or file. @throws {UsageError} */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UsageError(`${source} is not JSON.`, { cause: error })
  }
}

/** Reads the file of JSON that an argument names. @param what the kind of file, for messages. @throws {UsageError} */
export async function readJsonArgument(path: string, what: string): Promise<unknown> {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read; give the path of ${what}.`, { cause: error })
  })
  return parseJson(text, path)
}

/** Reads a file of `flowtwin snapshot save`. @throws {UsageError} */
export async function readSnapshotFile(path: string): Promise<object> {
  const value = await readJsonArgument(path, 'a file that "flowtwin snapshot save" wrote')
  if (typeof value === 'object' && value !== null && 'operations' in value) return value
  throw new UsageError(`${path} is no snapshot; give the path of a file that "flowtwin snapshot save" wrote.`)
}
