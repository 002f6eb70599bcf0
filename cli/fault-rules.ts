import { readFile } from 'node:fs/promises'
import { control, type ControlOptions } from './control-client.ts'
import { UsageError } from './usage-error.ts'

/** A rule in flags. */
export interface RuleFlags {
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
export function ruleOf(flags: RuleFlags): object {
  const { operation, effect, id, after } = flags
  const between = given({ from: flags.from, to: flags.until })
  const when = given({
    first: numberOf('--first', flags.first),
    every: numberOf('--every', flags.every),
    calls: flags.calls === undefined ? undefined : rangeOf(flags.calls),
    between: Object.keys(between).length === 0 ? undefined : between,
    probability: numberOf('--probability', flags.probability),
    query: flags.query === undefined ? undefined : queryOf(flags.query),
  })
  return given({
    id,
    operation,
    when: Object.keys(when).length === 0 ? undefined : when,
    effect,
    after: after === undefined ? undefined : parsed(after, '--after'),
  })
}

/** The rules that are armed already, as they were written. */
export async function rulesBeside(options: ControlOptions & { readonly world: string }): Promise<readonly object[]> {
  const path = `/worlds/${encodeURIComponent(options.world)}/faults`
  const { rules } = (await control(options, { method: 'GET', path })) as { readonly rules: readonly Armed[] }
  return rules.map(({ calls: _calls, hits: _hits, ...written }) => written)
}

interface Armed {
  readonly calls: number
  readonly hits: number
}

/** The rules in a file: an array, or an object with the member `rules`. @throws {UsageError} */
export async function rulesIn(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read; give the path of a JSON file of rules.`, { cause: error })
  }
  const value = parsed(text, file)
  return typeof value === 'object' && value !== null && 'rules' in value ? value.rules : value
}

/** The quotas that texts such as "qyvo=5/60s" and "rapidpro=off" describe. @throws {UsageError} */
export function limitsOf(quotas: readonly string[], left: string | undefined): object {
  const remaining = numberOf('--remaining', left)
  return Object.fromEntries(
    quotas.map((quota) => {
      const [, vendor = '', off, limit, window] = /^(\w+)=(?:(off)|(\d+)\/(\w+))$/.exec(quota) ?? []
      if (vendor === '') throw new UsageError(`"${quota}" is no quota; write qyvo=5/60s or qyvo=off.`)
      return [vendor, off ?? given({ limit: Number(limit), window, remaining })]
    }),
  )
}

/** Every name with the values that it was given. */
function queryOf(texts: readonly string[]): object {
  const query: Record<string, string[]> = {}
  for (const text of texts) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? []
    if (name === '') throw new UsageError(`"${text}" is no query parameter; write sortBy=status.`)
    query[name] = [...(query[name] ?? []), value]
  }
  return query
}

function rangeOf(text: string): object {
  const [, from, to] = /^(\d+)\.\.(\d*)$/.exec(text) ?? []
  if (from === undefined)
    throw new UsageError(`"${text}" is no range of calls; write 3..5, or 3.. for all from there on.`)
  return given({ from: Number(from), to: to === undefined || to === '' ? undefined : Number(to) })
}

function numberOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new UsageError(`${flag} is "${text}"; give a number.`)
}

function parsed(text: string, from: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UsageError(`${from} holds no JSON.`, { cause: error })
  }
}

/** Without the members that were not given. */
function given(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
