import { Command, CommanderError } from 'commander'
import { ControlApiError } from '../client/control.ts'
import { FlowtwinError } from '../contracts/kit/errors.ts'
import { readVersion } from './package-files.ts'
import { UsageError } from './usage-error.ts'

/** A file with commands; it is loaded only for its own verbs, so that each command starts fast. */
interface CommandFile {
  readonly group: string
  readonly verbs: readonly string[]
  /** Returns the function that adds the commands to the program. */
  readonly load: () => Promise<(program: Command) => void>
}

const SERVER = 'Mock server:'
const CONTROL = 'Control a running server:'
const CHECKS = 'Check an API:'

const COMMAND_FILES: readonly CommandFile[] = [
  { group: SERVER, verbs: ['serve'], load: async () => (await import('./commands/serve.ts')).addServeCommand },
  { group: SERVER, verbs: ['show'], load: async () => (await import('./commands/show.ts')).addShowCommand },
  { group: SERVER, verbs: ['env'], load: async () => (await import('./commands/env.ts')).addEnvCommand },
  { group: SERVER, verbs: ['quirks'], load: async () => (await import('./commands/quirks.ts')).addQuirksCommand },
  { group: SERVER, verbs: ['replay'], load: async () => (await import('./commands/replay.ts')).addReplayCommand },
  {
    group: CONTROL,
    verbs: ['world', 'clock', 'snapshot', 'deliveries'],
    load: async () => (await import('./commands/world.ts')).addWorldCommands,
  },
  {
    group: CONTROL,
    verbs: ['run', 'burst', 'arrivals', 'diff'],
    load: async () => (await import('./commands/run.ts')).addRunCommands,
  },
  {
    group: CONTROL,
    verbs: ['journal', 'wait', 'delivery-report'],
    load: async () => (await import('./commands/journal.ts')).addJournalCommands,
  },
  {
    group: CONTROL,
    verbs: ['fault', 'limits'],
    load: async () => (await import('./commands/fault.ts')).addFaultCommands,
  },
  {
    group: CONTROL,
    verbs: ['scenario'],
    load: async () => (await import('./commands/scenario.ts')).addScenarioCommand,
  },
  { group: CHECKS, verbs: ['verify'], load: async () => (await import('./commands/verify.ts')).addVerifyCommand },
  { group: CHECKS, verbs: ['init'], load: async () => (await import('./commands/init.ts')).addInitCommand },
  {
    group: CHECKS,
    verbs: ['checks', 'explain', 'schema'],
    load: async () => (await import('./commands/explain.ts')).addExplainCommands,
  },
  {
    group: CHECKS,
    verbs: ['reproduce'],
    load: async () => (await import('./commands/reproduce.ts')).addReproduceCommand,
  },
  { group: CHECKS, verbs: ['compare'], load: async () => (await import('./commands/compare.ts')).addCompareCommand },
  { group: CHECKS, verbs: ['baseline'], load: async () => (await import('./commands/baseline.ts')).addBaselineCommand },
  { group: CHECKS, verbs: ['cleanup'], load: async () => (await import('./commands/cleanup.ts')).addCleanupCommand },
  { group: CHECKS, verbs: ['selftest'], load: async () => (await import('./commands/selftest.ts')).addSelftestCommand },
]

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
  const files = COMMAND_FILES.filter(({ verbs }) => verb !== undefined && verbs.includes(verb))
  if (files.length === 0 && verb !== undefined && verb !== 'help')
    throw new UsageError(`there is no command "${verb}"; see flowtwin --help.`)
  for (const { group, load } of files.length > 0 ? files : COMMAND_FILES) {
    program.commandsGroup(group)
    const addCommands = await load()
    addCommands(program)
  }
  return program
}

/** Prints the message of an error that the user can correct, else the stack; returns the exit code. */
function toExitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof FlowtwinError) {
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
