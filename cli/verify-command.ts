import type { Command } from 'commander'
import type { VerifyCommandOptions } from './verify.ts'

/** Adds `flowtwin verify` to the program; the suite is loaded when the verb is called. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Check that an API keeps its contract: qyvo, recrubo, rapidpro or idnow.')
    .argument('<vendor>', 'whose contract')
    .requiredOption('--url <base>', 'base URL of the API to check')
    .requiredOption('--token-env <name>', 'environment variable that holds the credential')
    .option('--writes', 'create things, and change and delete what was created')
    .option('--probe-methods', 'send methods that nobody documented, to see them refused')
    .option('--only <id...>', 'only these checks; "CUR-*" takes a whole family')
    .option('--id <name=value...>', 'an id that cannot be discovered, such as flowId=…')
    .option('--json', 'print the whole result as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(async (vendor: string, options: VerifyCommandOptions) => {
      const { runVerify } = await import('./verify.ts')
      process.exitCode = await runVerify(vendor, options)
    })
}

const EXIT_CODES = `
Exit codes: 0 the contract is kept, 1 a MUST is broken, 2 wrong usage, 3 the target cannot be reached or refuses the
credential, 4 a fault of the suite, 5 not enough evidence, 6 something that was created could not be removed.`
