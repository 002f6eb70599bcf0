import type { Command } from 'commander'
import { type Options, send, shared } from './control-command.ts'
import type { RuleFlags } from './fault-rules.ts'

/** Adds the verbs that make a running twin misbehave, and set what may be asked of it. */
export function addFaults(program: Command): void {
  addFault(program)
  addLimits(program)
}

function addFault(program: Command): void {
  const fault = program.command('fault').description('List, add, load and clear the fault rules of a world.')
  shared(fault.command('list', { isDefault: true }).description('the armed rules, with what they have seen')).action(
    async (options: Options) => send(options, { method: 'GET', path: '/faults' }),
  )
  shared(fault.command('add').description('arm one more rule; all of them begin to count anew'))
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
    .action(async (options: Options & RuleFlags) => {
      const { ruleOf, rulesBeside } = await import('./fault-rules.ts')
      const rule = ruleOf(options)
      const rules = [...(await rulesBeside(options)), rule]
      await send(options, { method: 'PUT', path: '/faults', body: { rules } })
    })
  shared(fault.command('load <file>').description('arm the rules in a JSON file, in the place of all others')).action(
    async (file: string, options: Options) => {
      const { rulesIn } = await import('./fault-rules.ts')
      await send(options, { method: 'PUT', path: '/faults', body: { rules: await rulesIn(file) } })
    },
  )
  shared(fault.command('clear').description('disarm every rule')).action(async (options: Options) =>
    send(options, { method: 'DELETE', path: '/faults' }),
  )
}

function addLimits(program: Command): void {
  const limits = program.command('limits').description('Show or set the request quotas of a world.')
  shared(limits.command('show', { isDefault: true }).description('what holds, and how much of it is used')).action(
    async (options: Options) => send(options, { method: 'GET', path: '/limits' }),
  )
  shared(limits.command('set <quotas...>').description('such as qyvo=5/60s or rapidpro=off; every bucket begins anew'))
    .option('--remaining <number>', 'how many requests are left now')
    .action(async (quotas: readonly string[], options: Options & { readonly remaining?: string }) => {
      const { limitsOf } = await import('./fault-rules.ts')
      await send(options, { method: 'PUT', path: '/limits', body: limitsOf(quotas, options.remaining) })
    })
  shared(limits.command('clear').description('go back to the documented quotas')).action(async (options: Options) =>
    send(options, { method: 'DELETE', path: '/limits' }),
  )
}
