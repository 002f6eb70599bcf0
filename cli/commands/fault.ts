import type { Command } from 'commander'
import { type WorldOptions, runWorldRequest, addControlOptions } from './world.ts'
import type { FaultRuleOptions } from './fault-rules.ts'

/** Adds the verbs that make a running twin misbehave, and set what may be asked of it. */
export function addFaultCommands(program: Command): void {
  addFaultCommand(program)
  addLimitsCommand(program)
}

function addFaultCommand(program: Command): void {
  const fault = program.command('fault').description('List, add, load and clear the fault rules of a world.')
  addControlOptions(
    fault.command('list', { isDefault: true }).description('the armed rules, with what they have seen'),
  ).action(async (options: WorldOptions) => runWorldRequest(options, { method: 'GET', path: '/faults' }))
  addControlOptions(fault.command('add').description('arm one more rule; all of them begin to count anew'))
    .requiredOption('--operation <name>', 'such as idnow.listSessions, or idnow.* for all of a vendor')
    .option('--effect <effect>', 'such as status=503, throttle=30s, delay=2s or schema=drop:/data/0/id')
    .option('--id <id>', 'what answers are marked with')
    .option('--first <number>', 'the first so many calls')
    .option('--every <number>', 'every so-many-th call')
    .option('--calls <range>', 'from one call to another, such as 3..5, or 3.. for all from there on')
    .option('--from <instant>', 'only from this instant of the world’s time')
    .option('--until <instant>', 'only before this instant of the world’s time')
    .option('--query <name=value...>', 'only calls that ask so, such as sortBy=status; a name may be given again')
    .option('--probability <fraction>', 'how likely a call is struck that the rest allows')
    .option('--after <json>', 'what happens in the world after the answer, as a JSON array')
    .action(async (options: WorldOptions & FaultRuleOptions) => {
      const { buildFaultRule, fetchFaultRules } = await import('./fault-rules.ts')
      const rule = buildFaultRule(options)
      const rules = [...(await fetchFaultRules(options)), rule]
      await runWorldRequest(options, { method: 'PUT', path: '/faults', body: { rules } })
    })
  addControlOptions(
    fault.command('load <file>').description('arm the rules in a JSON file, in the place of all others'),
  ).action(async (file: string, options: WorldOptions) => {
    const { readFaultRules } = await import('./fault-rules.ts')
    await runWorldRequest(options, { method: 'PUT', path: '/faults', body: { rules: await readFaultRules(file) } })
  })
  addControlOptions(fault.command('clear').description('disarm every rule')).action(async (options: WorldOptions) =>
    runWorldRequest(options, { method: 'DELETE', path: '/faults' }),
  )
}

function addLimitsCommand(program: Command): void {
  const limits = program.command('limits').description('Show or set the request quotas of a world.')
  addControlOptions(
    limits.command('show', { isDefault: true }).description('what holds, and how much of it is used'),
  ).action(async (options: WorldOptions) => runWorldRequest(options, { method: 'GET', path: '/limits' }))
  addControlOptions(
    limits.command('set <quotas...>').description('such as qyvo=5/60s or rapidpro=off; every bucket begins anew'),
  )
    .option('--remaining <number>', 'how many requests are left now')
    .action(async (quotas: readonly string[], options: WorldOptions & { readonly remaining?: string }) => {
      const { parseRateLimits } = await import('./fault-rules.ts')
      await runWorldRequest(options, {
        method: 'PUT',
        path: '/limits',
        body: parseRateLimits(quotas, options.remaining),
      })
    })
  addControlOptions(limits.command('clear').description('go back to the documented quotas')).action(
    async (options: WorldOptions) => runWorldRequest(options, { method: 'DELETE', path: '/limits' }),
  )
}
