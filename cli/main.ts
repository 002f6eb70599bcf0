import { Command, CommanderError } from 'commander'
import { addWorldCommands } from './commands/world.ts'
import { ControlApiError } from '../client/control.ts'
import { addRunToolCommands, addRunSubcommands } from './commands/run.ts'
import { addJournalCommands } from './commands/journal.ts'
import { addFaultCommands } from './commands/fault.ts'
import { addScenarioCommand } from './commands/scenario.ts'
import { UsageError } from './usage-error.ts'
import { addSuiteCommands } from './commands/suite.ts'
import { addVerifyCommand } from './commands/verify-command.ts'
import { addReplayCommand } from './commands/replay-command.ts'
import { readVersion } from './version.ts'

/** Runs the command line; sets the exit code rather than exiting, so that output is never cut off. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram(argv[2]).parseAsync([...argv])
  } catch (error) {
    process.exitCode = toExitCode(error)
  }
}

/** @param verb what was typed first: a server is started with nothing else on the way */
export function createProgram(verb: string | undefined): Command {
  const program = new Command('flowtwin')
    .description('A local twin of four flow-run APIs (Qyvo, Recrubo, RapidPro/TextIt, IDnow), and checks of real ones.')
    .version(readVersion())
    .exitOverride()
  addServeCommand(program)
  if (verb === 'serve') return program
  addReplayCommand(program)
  addVerifyCommand(program)
  addSuiteCommands(program)
  addQuirksCommand(program)
  addWorldCommands(program, addRunSubcommands)
  addJournalCommands(program)
  addFaultCommands(program)
  addScenarioCommand(program)
  addRunToolCommands(program)
  return program
}

/** Verbs load their code when they are called, so that each starts with no more than it needs. */
function addServeCommand(program: Command): void {
  program
    .command('serve', { isDefault: true })
    .description('Serve the mock APIs.')
    .option('--port <number>', 'port to listen on; 0 picks a free one', '4010')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <text>', 'same seed, same data', '42')
    .option('--runs <number>', 'runs that exist at the start', '1000')
    .option('--every <duration>', 'time between arrivals, such as 30s or 2m', '2m')
    .option('--now <instant>', 'the instant at which the world starts (default: now)')
    .option('--clock <mode>', 'live, frozen, or a speed such as 60x', 'live')
    .option('--only <vendors>', 'serve only these, separated by commas')
    .option('--limits <on|off>', 'enforce the request quotas that vendors document', 'on')
    .option('--auth <relaxed|strict>', 'take any well-formed credential, or only those that Flowtwin issued', 'relaxed')
    .option('--quirk <id=position>', 'put a quirk into a position; may be given again', collectOption, [])
    .option('--strict-worlds', 'serve only worlds that were made on purpose')
    .option(
      '--control-token <text>',
      'what the control API wants from beyond this machine (default: made up at each start)',
    )
    .option('--no-control', 'do not serve the control API, except health')
    .option('--control-port <number>', 'serve the control API on a port of its own; 0 picks a free one')
    .option('--page <mode>', 'the page at /_twin/: on, off, or read-only, which lets nobody change anything', 'on')
    .option('--json', 'print one line of JSON when ready')
    .action(async (options: object) => {
      const { runServe } = await import('./commands/serve.ts')
      await runServe(options as Parameters<typeof runServe>[0])
    })
}

function addQuirksCommand(program: Command): void {
  program
    .command('quirks')
    .description('List what the documents leave open, and what Flowtwin does about it.')
    .option('--json', 'print them as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const { listQuirks } = await import('./commands/quirks.ts')
      listQuirks(options)
    })
}

function collectOption(text: string, before: readonly string[]): readonly string[] {
  return [...before, text]
}

/** One sentence for what the user can mend, a stack for what is our bug. */
function toExitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageError) {
    console.error(`flowtwin: ${error.message}`)
    return 2
  }
  if (error instanceof ControlApiError) {
    console.error(`flowtwin: ${error.message}`)
    return 1
  }
  console.error(error)
  return 4
}
