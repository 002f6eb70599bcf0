import { UsageError } from './usage-error.ts'

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
