import { Command, CommanderError } from 'commander'
import { ControlApiError } from '../client/control.ts'
import { FlowtwinError } from '../contracts/kit/errors.ts'
import { readVersion } from './package-files.ts'
import { UsageError } from './usage-error.ts'

/** Loads a file with commands and returns the function that adds them to the program. */
type CommandLoader = () => Promise<(program: Command) => void>

/** Commands by group and verbs, separated by spaces; a file is loaded only for its own verbs, so that each command starts fast. */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, CommandLoader>>>> = {
  'Mock server:': {
    serve: async () => (await import('./commands/serve.ts')).addServeCommand,
    show: async () => (await import('./commands/show.ts')).addShowCommand,
    env: async () => (await import('./commands/env.ts')).addEnvCommand,
    quirks: async () => (await import('./commands/quirks.ts')).addQuirksCommand,
    replay: async () => (await import('./commands/replay.ts')).addReplayCommand,
  },
  'Control a running server:': {
    'world clock snapshot deliveries': async () => (await import('./commands/world.ts')).addWorldCommands,
    'run burst arrivals diff': async () => (await import('./commands/run.ts')).addRunCommands,
    'journal wait delivery-report': async () => (await import('./commands/journal.ts')).addJournalCommands,
    'fault limits': async () => (await import('./commands/fault.ts')).addFaultCommands,
    scenario: async () => (await import('./commands/scenario.ts')).addScenarioCommand,
  },
  'Check an API:': {
    verify: async () => (await import('./commands/verify.ts')).addVerifyCommand,
    init: async () => (await import('./commands/init.ts')).addInitCommand,
    'checks explain schema': async () => (await import('./commands/explain.ts')).addExplainCommands,
    reproduce: async () => (await import('./commands/reproduce.ts')).addReproduceCommand,
    compare: async () => (await import('./commands/compare.ts')).addCompareCommand,
    baseline: async () => (await import('./commands/baseline.ts')).addBaselineCommand,
    cleanup: async () => (await import('./commands/cleanup.ts')).addCleanupCommand,
    selftest: async () => (await import('./commands/selftest.ts')).addSelftestCommand,
  },
}

/** Runs the command line; sets the exit code rather than exiting, so that no output is cut off. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const program = await createProgram(getVerb(argv))
    await program.parseAsync([...argv])
  } catch (error) {
    process.exitCode = toExitCode(error)
  }
}

/** Returns the verb of a command line: `serve` without one, undefined for help. */
function getVerb([, , first]: readonly string[]): string | undefined {
  if (first === undefined) return 'serve'
  if (first === '-h' || first === '--help') return undefined
  return first.startsWith('-') ? 'serve' : first
}

/** Creates the program with the commands of one verb, or with all commands for help. @throws {UsageError} for an unknown verb */
export async function createProgram(verb?: string): Promise<Command> {
  const program = new Command('flowtwin')
    .description(
      'Stateful mock server and contract tests for four workflow APIs: Qyvo, Recrubo, RapidPro/TextIt, IDnow.',
    )
    .version(readVersion())
    .exitOverride()
  const all = Object.entries(COMMANDS).flatMap(([group, files]) =>
    Object.entries(files).map(([verbs, load]) => ({ group, verbs: verbs.split(' '), load })),
  )
  const files = all.filter(({ verbs }) => verb !== undefined && verbs.includes(verb))
  if (files.length === 0 && verb !== undefined && verb !== 'help')
    throw new UsageError(`there is no command "${verb}"; see flowtwin --help.`)
  for (const { group, load } of files.length > 0 ? files : all) {
    program.commandsGroup(group)
    const addCommands = await load()
    addCommands(program)
  }
  return program
}

/** Prints the message of an error that the user can correct, else the stack; returns the exit code. */
function toExitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof FlowtwinError || error instanceof ControlApiError) {
    console.error(`flowtwin: ${error.message}`)
    return error instanceof FlowtwinError ? 2 : 1
  }
  console.error(error)
  return 4
}
