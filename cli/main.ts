import { inspect } from 'node:util'
import { Command, CommanderError } from 'commander'
import { ControlApiError } from '../client/control.ts'
import { FlowtwinError } from '../contracts/kit/errors.ts'
import { escapeLines, escapeUnprintable } from '../contracts/kit/printable-text.ts'
import { findNearestWord } from '../mock/wire/nearest-word.ts'
import { readVersion } from './package-files.ts'
import { UsageError } from './arguments.ts'

/** Loads a file with commands and returns a function that adds commands to the program. */
type CommandLoader = () => Promise<(program: Command) => void>

/**
 * Commands by group and verbs, separated by spaces. A file is loaded only for its own verbs, so that each command starts
 * fast. Commands that share most of their code share a file: the bundle gets a chunk for each combination of files.
 */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, CommandLoader>>>> = {
  'Mock server:': {
    serve: async () => (await import('./commands/mock-server.ts')).addServeCommand,
    show: async () => (await import('./commands/mock-server.ts')).addShowCommand,
    env: async () => (await import('./commands/mock-server.ts')).addEnvCommand,
    quirks: async () => (await import('./commands/mock-server.ts')).addQuirksCommand,
    replay: async () => (await import('./commands/mock-server.ts')).addReplayCommand,
    mcp: async () => (await import('./commands/mcp.ts')).addMcpCommand,
    data: async () => (await import('./commands/data.ts')).addDataCommand,
  },
  'Control a running server:': {
    'world clock snapshot deliveries webhook': async () => (await import('./commands/world.ts')).addWorldCommands,
    'flow run burst arrivals diff': async () => (await import('./commands/run.ts')).addRunCommands,
    'journal wait delivery-report': async () => (await import('./commands/journal.ts')).addJournalCommands,
    'fault limits': async () => (await import('./commands/fault.ts')).addFaultCommands,
    scenario: async () => (await import('./commands/fault.ts')).addScenarioCommand,
  },
  'Check an API:': {
    verify: async () => (await import('./commands/contract-tests.ts')).addVerifyCommand,
    init: async () => (await import('./commands/contract-tests.ts')).addInitCommand,
    'checks explain schema': async () => (await import('./commands/contract-tests.ts')).addExplainCommands,
    reproduce: async () => (await import('./commands/contract-tests.ts')).addReproduceCommand,
    compare: async () => (await import('./commands/contract-tests.ts')).addCompareCommand,
    baseline: async () => (await import('./commands/contract-tests.ts')).addBaselineCommand,
    cleanup: async () => (await import('./commands/contract-tests.ts')).addCleanupCommand,
    selftest: async () => (await import('./commands/contract-tests.ts')).addSelftestCommand,
  },
}

/** Errors of an output whose reader has gone: `| head`, or a closed terminal. */
const CLOSED_OUTPUT_CODES: readonly string[] = ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']

/** Drops output without a reader; another failure of stdout is an error of the command. */
function handleOutputError(error: NodeJS.ErrnoException): void {
  if (CLOSED_OUTPUT_CODES.includes(error.code ?? '')) return
  process.stdout.off('error', handleOutputError).on('error', () => {})
  process.stderr.write(`flowtwin: the output cannot be written: ${error.message}\n`)
  // The command sets its exit code later.
  process.once('exit', (code) => {
    if (code === 0) process.exitCode = 4
  })
}

/** Runs the command line; sets the exit code rather than exiting, so that no output is cut off. */
export async function main(argv: readonly string[]): Promise<void> {
  if (!process.stdout.listeners('error').includes(handleOutputError)) {
    process.stdout.on('error', handleOutputError)
    process.stderr.on('error', () => {})
  }
  try {
    const program = await createProgram(getVerb(argv))
    assertKnownSubcommand(program, argv)
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
    throw new UsageError(describeUnknownVerb(verb, [...all.flatMap(({ verbs }) => verbs), 'help']))
  for (const { group, load } of files.length > 0 ? files : all) {
    program.commandsGroup(group)
    const addCommands = await load()
    addCommands(program)
  }
  return program
}

/**
 * Rejects a misspelt subcommand, which commander would pass to the default one as an argument. The default one comes first.
 * @throws {UsageError}
 */
function assertKnownSubcommand(program: Command, [, , verb, word = '-']: readonly string[]): void {
  const subcommands = program.commands.find((command) => command.name() === verb)?.commands ?? []
  const names = [...subcommands.map((command) => command.name()), 'help']
  const takesArguments = subcommands[0] === undefined || subcommands[0].registeredArguments.length > 0
  if (takesArguments || word.startsWith('-') || names.includes(word)) return
  throw new UsageError(
    describeUnknownVerb(
      `${verb} ${word}`,
      names.map((name) => `${verb} ${name}`),
    ),
  )
}

function describeUnknownVerb(verb: string, known: readonly string[]): string {
  const suggestion = findNearestWord(verb, known)
  const advice = suggestion === undefined ? 'see flowtwin --help.' : `did you mean "flowtwin ${suggestion}"?`
  return `there is no command "${verb}"; ${advice}`
}

/** Prints the message of an error that the user can correct, else the stack; returns the exit code. */
function toExitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof FlowtwinError || error instanceof ControlApiError) {
    const escape = error instanceof UsageError && error.hasLines ? escapeLines : escapeUnprintable
    console.error(`flowtwin: ${escape(error.message)}`)
    return error instanceof FlowtwinError ? 2 : 1
  }
  // The message may be text of a target.
  console.error(escapeLines(inspect(error)))
  return 4
}
