import type { Command } from 'commander'
import type { VerifyCommandOptions } from './verify.ts'

/** Adds `flowtwin verify` to the program; the suite is loaded when the verb is called. */
export function addVerifyCommand(program: Command): void {
  addTargetOptions(
    program
      .command('verify [vendor]')
      .description('Check that an API keeps its contract: qyvo, recrubo, rapidpro or idnow.'),
  )
    .option(
      '--report <format=path...>',
      'write a report: json, ndjson, junit, markdown, html, har, ctrf, sarif, badge or text',
    )
    .option('--ledger <path>', 'where to keep what is created until it is removed')
    .option('--github', 'annotate, and write the summary of the step')
    .option('--json', 'print the whole result as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(async (vendor: string | undefined, options: VerifyCommandOptions) => {
      const { runVerify } = await import('./verify.ts')
      process.exitCode = await runVerify(vendor, options)
      // A wait that was given up would keep the process alive.
      if (process.exitCode === 130) process.exit()
    })
}

/** Adds what every verb takes that meets a target, or plans to. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--url <base>', 'base URL of the API to check')
    .option('--token-env <name>', 'environment variable that holds the credential')
    .option('--config <path>', 'a file that says all this, YAML or JSON')
    .option('--mode <mode>', 'observe or seeded (only reading), or managed (as --writes)')
    .option('--writes', 'create things, and change and delete what was created')
    .option('--allow-host <host...>', 'a host beyond this machine that may be written to')
    .option('--probe-methods', 'send methods that nobody documented, to see them refused')
    .option('--load', 'send many requests at once')
    .option('--only <id...>', 'only these checks; "CUR-*" takes a whole family')
    .option('--level <level>', 'only checks of this level and above: must, should or all')
    .option('--id <name=value...>', 'an id that cannot be discovered, such as flowId=…')
    .option('--max-requests <number>', 'requests of the whole run')
    .option('--max-time <seconds>', 'seconds of the whole run')
    .option('--rps <number>', 'requests per second')
    .option('--baseline <path>', 'a file of known faults')
    .option('--allow-security-waivers', 'let the baseline waive holes in security')
    .option('--control <url>', 'control API of a Flowtwin, for checks that need time to pass')
    .option('--control-token-env <name>', 'environment variable that holds the control token')
    .option('--evidence <how>', 'masked, or full to show what belongs to people')
    .option('--fail-on <what...>', 'what fails the run: must, should, security')
}

const EXIT_CODES = `
Exit codes: 0 the contract is kept, 1 a MUST is broken or a waiver no longer holds, 2 wrong usage, 3 the target cannot be
reached or refuses the credential, 4 a fault of the suite, 5 not enough evidence, 6 something that was created could not be
removed, 130 interrupted.`
