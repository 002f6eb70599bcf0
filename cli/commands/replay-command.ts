import type { Command } from 'commander'
import type { ReplayCommandOptions } from './replay.ts'

/** Adds `flowtwin replay` to the program; its code is loaded when it is called. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('Ask again what a failed test has asked, and compare every answer byte by byte.')
    .argument('<recording>', 'the file that the test fixture has written')
    .option('--until <number>', 'ask only the first so many, and show the last answer')
    .option('--url <url>', 'ask a running server instead of a twin in this process')
    .option('--token <text>', 'the control token of a server beyond this machine')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit codes: 0 every answer is the same, 2 some differ, 1 it could not be replayed.')
    .action(async (file: string, options: ReplayCommandOptions) => {
      const { runReplay } = await import('./replay.ts')
      process.exitCode = await runReplay(file, options)
    })
}
