import { readFile } from 'node:fs/promises'
import { sendControlRequest, type ControlOptions } from '../control-request.ts'
import { UsageError } from '../usage-error.ts'

/** A rule in flags. */
export interface FaultRuleOptions {
  readonly operation: string
  readonly effect?: string
  readonly id?: string
  readonly first?: string
  readonly every?: string
  readonly calls?: string
  readonly from?: string
  readonly until?: string
  readonly probability?: string
  readonly query?: readonly string[]
  readonly after?: string
}

/** The rule that flags describe. @throws {UsageError} */
export function buildFaultRule(flags: FaultRuleOptions): object {
  const { operation, effect, id, after } = flags
  const between = omitUndefined({ from: flags.from, to: flags.until })
  const when = omitUndefined({
    first: parseNumber('--first', flags.first),
    every: parseNumber('--every', flags.every),
    calls: flags.calls === undefined ? undefined : parseCallRange(flags.calls),
    between: Object.keys(between).length === 0 ? undefined : between,
    probability: parseNumber('--probability', flags.probability),
    query: flags.query === undefined ? undefined : parseQueryMatch(flags.query),
  })
  return omitUndefined({
    id,
    operation,
    when: Object.keys(when).length === 0 ? undefined : when,
    effect,
    after: after === undefined ? undefined : parseJson(after, '--after'),
  })
}

/** The rules that are armed already, as they were written. */
export async function fetchFaultRules(
  options: ControlOptions & { readonly world: string },
): Promise<readonly object[]> {
  const path = `/worlds/${encodeURIComponent(options.world)}/faults`
  const { rules } = (await sendControlRequest(options, { method: 'GET', path })) as {
    readonly rules: readonly ActiveRule[]
  }
  return rules.map(({ calls: _calls, hits: _hits, ...written }) => written)
}

interface ActiveRule {
  readonly calls: number
  readonly hits: number
}

/** The rules in a file: an array, or an object with the member `rules`. @throws {UsageError} */
export async function readFaultRules(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read; give the path of a JSON file of rules.`, { cause: error })
  }
  const value = parseJson(text, file)
  return typeof value === 'object' && value !== null && 'rules' in value ? value.rules : value
}

/** The quotas that texts such as "qyvo=5/60s" and "rapidpro=off" describe. @throws {UsageError} */
export function parseRateLimits(quotas: readonly string[], left: string | undefined): object {
  const remaining = parseNumber('--remaining', left)
  return Object.fromEntries(
    quotas.map((quota) => {
      const [, vendor = '', off, limit, window] = /^(\w+)=(?:(off)|(\d+)\/(\w+))$/.exec(quota) ?? []
      if (vendor === '') throw new UsageError(`"${quota}" is no quota; write qyvo=5/60s or qyvo=off.`)
      return [vendor, off ?? omitUndefined({ limit: Number(limit), window, remaining })]
    }),
  )
}

/** Every name with the values that it was given. */
function parseQueryMatch(texts: readonly string[]): object {
  const query: Record<string, string[]> = {}
  for (const text of texts) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? []
    if (name === '') throw new UsageError(`"${text}" is no query parameter; write sortBy=status.`)
    query[name] = [...(query[name] ?? []), value]
  }
  return query
}

function parseCallRange(text: string): object {
  const [, from, to] = /^(\d+)\.\.(\d*)$/.exec(text) ?? []
  if (from === undefined)
    throw new UsageError(`"${text}" is no range of calls; write 3..5, or 3.. for all from there on.`)
  return omitUndefined({ from: Number(from), to: to === undefined || to === '' ? undefined : Number(to) })
}

function parseNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new UsageError(`${flag} is "${text}"; give a number.`)
}

function parseJson(text: string, from: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UsageError(`${from} holds no JSON.`, { cause: error })
  }
}

/** Without the members that were not given. */
function omitUndefined(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
