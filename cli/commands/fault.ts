import type { Command } from 'commander'
import type { OperationResult } from '../../client/control.ts'
import {
  addControlOptions,
  addRequest,
  printResult,
  sendControlRequest,
  sendWorldRequest,
  type WorldOptions,
} from '../control-request.ts'
import { omitUndefined, parseJson, parseNumber, readJsonArgument, UsageError } from '../arguments.ts'
import { formatCount, formatFaultRules, formatRateLimits, formatScenario, formatTable } from '../result-text.ts'

export function addFaultCommands(program: Command): void {
  addFaultCommand(program)
  addLimitsCommand(program)
}

interface FaultRuleOptions extends WorldOptions {
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
  readonly sideEffects?: string
}

function addFaultCommand(program: Command): void {
  const fault = program.command('fault').description('List, add, load and clear the fault rules of a world.')
  const list = fault.command('list', { isDefault: true }).description('list the active rules with their counters')
  addRequest<'readFaults'>(list, {
    buildRequest: () => ({ method: 'GET', path: '/faults' }),
    formatText: formatFaultRules,
  })
  addControlOptions(fault.command('add').description('add a rule; the counters of all rules restart'))
    .requiredOption('--operation <name>', 'such as idnow.listSessions, or idnow.* for all of a vendor')
    .option('--effect <effect>', 'such as status=503, throttle=30s, delay=2s or schema=drop:/data/0/id')
    .option('--id <id>', 'value of the response header X-Flowtwin-Fault')
    .option('--first <number>', 'only the first requests')
    .option('--every <number>', 'every Nth request')
    .option('--calls <range>', 'only these requests, such as 3..5, or 3.. for all from the third on')
    .option('--from <instant>', 'only from this world time on')
    .option('--until <instant>', 'only before this world time')
    .option('--query <name=value...>', 'only requests with this query parameter, such as sortBy=status; repeatable')
    .option('--probability <fraction>', 'probability that a matching request is affected')
    .option('--side-effects <json>', 'operations applied to the world after the response, as a JSON array')
    .action(async (options: FaultRuleOptions) => {
      const rule = buildFaultRule(options)
      const body = { rules: [...(await fetchFaultRules(options)), rule] }
      const faults = await sendWorldRequest(options, { method: 'PUT', path: '/faults', body })
      printResult(options, faults as OperationResult<'setFaults'>, (value) => {
        return `Added rule "${value.rules.at(-1)?.id}".\n${formatFaultRules(value)}`
      })
    })
  addRequest<'setFaults'>(fault.command('load <file>').description('replace all rules by those of a JSON file'), {
    buildRequest: async (_, file) => ({ method: 'PUT', path: '/faults', body: { rules: await readFaultRules(file) } }),
    formatText: (faults, _, file) =>
      `Loaded ${formatCount(faults.rules.length, 'rule')} from ${file}.\n${formatFaultRules(faults)}`,
  })
  addRequest<'clearFaults'>(fault.command('clear').description('remove all rules'), {
    buildRequest: () => ({ method: 'DELETE', path: '/faults' }),
    formatText: (_, { world }) => `Removed all fault rules of world "${world}".`,
  })
}

/** Returns the active rules without their counters. */
async function fetchFaultRules(options: WorldOptions): Promise<readonly object[]> {
  const { rules } = (await sendWorldRequest(options, { method: 'GET', path: '/faults' })) as {
    readonly rules: readonly { readonly calls: number; readonly hits: number }[]
  }
  return rules.map(({ calls: _calls, hits: _hits, ...rule }) => rule)
}

/** Reads the rules of a file: an array, or an object with the member `rules`. @throws {UsageError} */
async function readFaultRules(file: string): Promise<unknown> {
  const value = await readJsonArgument(file, 'a JSON file of rules')
  return typeof value === 'object' && value !== null && 'rules' in value ? value.rules : value
}

function buildFaultRule(options: FaultRuleOptions): object {
  const { id, operation, effect, sideEffects, first, every, calls, probability, query } = options
  const when = omitUndefined<unknown>({
    first: first === undefined ? undefined : parseNumber('--first', first),
    every: every === undefined ? undefined : parseNumber('--every', every),
    calls: calls === undefined ? undefined : parseCallRange(calls),
    between: toOptional(omitUndefined({ from: options.from, to: options.until })),
    probability: probability === undefined ? undefined : parseNumber('--probability', probability),
    query: query === undefined ? undefined : parseQueryMatch(query),
  })
  return omitUndefined<unknown>({
    id,
    operation,
    when: toOptional(when),
    effect,
    sideEffects: sideEffects === undefined ? undefined : parseJson(sideEffects, '--side-effects'),
  })
}

function toOptional(members: object): object | undefined {
  return Object.keys(members).length === 0 ? undefined : members
}

/** Returns the values of each query parameter. */
function parseQueryMatch(texts: readonly string[]): object {
  const query: Record<string, string[]> = {}
  for (const text of texts) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? []
    if (name === '') throw new UsageError(`--query "${text}" is invalid; give name=value, such as sortBy=status.`)
    query[name] = [...(query[name] ?? []), value]
  }
  return query
}

function parseCallRange(text: string): object {
  const [, from, to] = /^(\d+)\.\.(\d*)$/.exec(text) ?? []
  if (from === undefined)
    throw new UsageError(`--calls "${text}" is no range; give 3..5, or 3.. for all from the third on.`)
  return omitUndefined({ from: Number(from), to: to === undefined || to === '' ? undefined : Number(to) })
}

function addLimitsCommand(program: Command): void {
  const limits = program.command('limits').description('Show or set the rate limits of a world.')
  const show = limits.command('show', { isDefault: true }).description('show the rate limits and their use')
  addRequest<'readRateLimits'>(show, {
    buildRequest: () => ({ method: 'GET', path: '/rate-limits' }),
    formatText: formatRateLimits,
  })
  const set = limits
    .command('set <limits...>')
    .description('set rate limits, such as qyvo=5/60s or rapidpro=off; all counters restart')
  addRequest<'setRateLimits'>(set, {
    buildRequest: ({ remaining }, ...texts) => ({
      method: 'PUT',
      path: '/rate-limits',
      body: parseRateLimits(texts, remaining),
    }),
    formatText: (rateLimits) => `Set the rate limits; all counters restarted.\n${formatRateLimits(rateLimits)}`,
  }).option('--remaining <number>', 'requests left in the current window')
  addRequest<'resetRateLimits'>(limits.command('clear').description('restore the documented rate limits'), {
    buildRequest: () => ({ method: 'DELETE', path: '/rate-limits' }),
    formatText: (_, { world }) => `Restored the documented rate limits of world "${world}".`,
  })
}

/** Parses rate limits such as "qyvo=5/60s" and "rapidpro=off". @throws {UsageError} */
function parseRateLimits(texts: readonly string[], remainingText: string | undefined): object {
  const remaining = remainingText === undefined ? undefined : parseNumber('--remaining', remainingText)
  return Object.fromEntries(
    texts.map((text) => {
      const [, vendor = '', off, limit, window] = /^(\w+)=(?:(off)|(\d+)\/(\w+))$/.exec(text) ?? []
      if (vendor === '') throw new UsageError(`"${text}" is no rate limit; give qyvo=5/60s or qyvo=off.`)
      return [vendor, off ?? omitUndefined<unknown>({ limit: Number(limit), window, remaining })]
    }),
  )
}

export function addScenarioCommand(program: Command): void {
  const scenario = program
    .command('scenario')
    .description('List, show, add and clear paging scenarios: prepared problems of reading lists page by page.')
  addControlOptions(scenario.command('list', { isDefault: true }).description('list all with their vendors')).action(
    async (options: WorldOptions) => {
      const scenarios = (await fetchScenarios(options)).map(({ id, title, symptom, vendors }) => ({
        id,
        title,
        symptom,
        vendors: vendors.map(({ vendor }) => vendor),
      }))
      printResult(options, { scenarios }, () => {
        const rows = scenarios.map(({ id, title, vendors }) => [id, title, vendors.join(', ')])
        return formatTable(['scenario', 'title', 'vendors'], rows)
      })
    },
  )
  addControlOptions(scenario.command('show <id>').description('show one with its remedy, world and rules')).action(
    async (id: string, options: WorldOptions) => {
      const scenarios = await fetchScenarios(options)
      const match = scenarios.find((candidate) => candidate.id === id)
      if (match === undefined)
        throw new UsageError(`there is no scenario "${id}"; give ${scenarios.map((known) => known.id).join(', ')}.`)
      printResult(options, match, formatScenario)
    },
  )
  const add = scenario.command('add <id>').description('add the rules of one; the counters of all rules restart')
  addRequest<'addScenario'>(add, {
    buildRequest: ({ vendor }, id) => ({ method: 'POST', path: '/scenarios', body: { scenario: id, vendor } }),
    formatText: (faults, _, id) => `Added scenario "${id}".\n${formatFaultRules(faults)}`,
  }).option('--vendor <name>', 'only for this vendor, of those that it is realistic for')
  const clear = scenario.command('clear').description('remove the rules of all scenarios, and no other rule')
  addRequest<'clearScenarios'>(clear, {
    buildRequest: () => ({ method: 'DELETE', path: '/scenarios' }),
    formatText: (_, { world }) => `Removed the rules of all scenarios from world "${world}".`,
  })
}

async function fetchScenarios(options: WorldOptions): Promise<OperationResult<'listScenarios'>['scenarios']> {
  const response = await sendControlRequest(options, { method: 'GET', path: '/scenarios' })
  return (response as OperationResult<'listScenarios'>).scenarios
}
