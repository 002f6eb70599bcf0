import type { Command } from 'commander'
import type { TargetOptions } from '../target-options.ts'
import type { BaselineUpdateOptions } from './baseline.ts'
import type { CleanupOptions } from './cleanup.ts'
import type { VerifyHarOptions } from './verify-har.ts'
import type { InitOptions } from './init.ts'
import { addTargetOptions } from './verify-command.ts'

/** Adds the verbs around `verify`; each loads its code when it is called, and gives its exit code. */
export function addSuiteCommands(program: Command): void {
  addTargetOptions(program.command('plan [vendor]').description('Say what verify would do, without any traffic.'))
    .option('--json', 'print it as JSON')
    .action(async (vendor: string | undefined, options: object) => {
      const { runPlan } = await import('./plan.ts')
      process.exitCode = await runPlan(vendor, options)
    })
  addCatalogueCommands(program)
  addResultCommands(program)
  addBaselineCommand(program)
  addRecordCommands(program)
}

function addCatalogueCommands(program: Command): void {
  program
    .command('explain <id>')
    .description('Say what a check demands, who says so, how it is judged and where such faults come from.')
    .option('--json', 'print it as JSON')
    .action(async (id: string, options: object) => {
      const { runExplain } = await import('./explain.ts')
      process.exitCode = runExplain(id, options)
    })
  program
    .command('checks')
    .description('List all checks.')
    .option('--vendor <name>', 'only those of this vendor')
    .option('--level <level>', 'only those of this level: MUST, SHOULD or INFO')
    .option('--json', 'print them as JSON')
    .action(async (options: object) => {
      const { listChecks } = await import('./explain.ts')
      process.exitCode = listChecks(options)
    })
  program
    .command('schema <name>')
    .description('Print the JSON Schema of a result, a config or a baseline.')
    .action(async (name: string) => {
      const { printSchema } = await import('./explain.ts')
      process.exitCode = printSchema(name)
    })
}

function addResultCommands(program: Command): void {
  addTargetOptions(
    program
      .command('reproduce <result> [fingerprint]')
      .description(
        'Ask again what a finding of an earlier run stands on: FIXED, STILL or CANNOT; all findings, or one.',
      ),
  )
    .option('--json', 'print it as JSON')
    .action(async (path: string, fingerprint: string | undefined, options: TargetOptions) => {
      const { runReproduce } = await import('./reproduce.ts')
      process.exitCode = await runReproduce({ path, fingerprint }, options)
    })
  program
    .command('compare <before> <after>')
    .description('Say what differs between two results: outcomes, capabilities, how they were judged.')
    .option('--json', 'print it as JSON')
    .action(async (before: string, after: string, options: object) => {
      const { runCompare } = await import('./compare.ts')
      process.exitCode = runCompare([before, after], options)
    })
}

function addBaselineCommand(program: Command): void {
  const baseline = program.command('baseline').description('Keep a file of known faults.')
  baseline
    .command('update <file>')
    .description('add a waiver for each unexpected finding of a result')
    .requiredOption('--result <path>', 'what "verify --report json=…" wrote')
    .requiredOption('--reason <text>', 'why that is all right for a while')
    .requiredOption('--ticket <text>', 'where it is being worked on')
    .option('--expires <day>', 'the last day, at most 180 from today')
    .option('--only <fingerprint>', 'only findings like this; * stands for anything')
    .action(async (file: string, options: BaselineUpdateOptions) => {
      const { runBaselineUpdate } = await import('./baseline.ts')
      process.exitCode = runBaselineUpdate(file, options)
    })
  baseline
    .command('prune <file>')
    .description('remove the waivers whose fault is gone')
    .requiredOption('--result <path>', 'the result of a run with this baseline')
    .action(async (file: string, options: { readonly result: string }) => {
      const { runBaselinePrune } = await import('./baseline.ts')
      process.exitCode = runBaselinePrune(file, options)
    })
  baseline
    .command('verify <file>')
    .description('check the file itself, without any traffic')
    .action(async (file: string) => {
      const { runBaselineVerify } = await import('./baseline.ts')
      process.exitCode = runBaselineVerify(file)
    })
}

function addRecordCommands(program: Command): void {
  program
    .command('probe <vendor>')
    .description('Learn what a target does where the documents leave a choice, and write a configuration.')
    .requiredOption('--url <base>', 'base URL of the API')
    .requiredOption('--token-env <name>', 'environment variable that holds the credential')
    .option('--id <name=value...>', 'an id that cannot be discovered')
    .option('--out <path>', 'where to write it; printed when left out')
    .action(async (vendor: string, options: InitOptions) => {
      const { accessProbe: probe } = await import('./init.ts')
      process.exitCode = await probe(vendor, options)
    })
  program
    .command('cleanup <ledger>')
    .description('Remove what a crashed run left behind.')
    .requiredOption('--token-env <name>', 'environment variable that holds the credential')
    .option('--url <base>', 'another base URL than that of the run')
    .option('--allow-host <host...>', 'a host beyond this machine that may be written to')
    .action(async (path: string, options: CleanupOptions) => {
      const { runCleanup } = await import('./cleanup.ts')
      process.exitCode = await runCleanup(path, options)
    })
  program
    .command('judge <har>')
    .description('Judge recorded traffic, without asking anybody anything.')
    .requiredOption('--vendor <name>', 'whose contract')
    .option('--only <id...>', 'only these checks')
    .option('--report <format=path...>', 'write a report')
    .option('--json', 'print the whole result as JSON')
    .action(async (path: string, options: VerifyHarOptions) => {
      const { run: judge } = await import('./verify-har.ts')
      process.exitCode = await judge(path, options)
    })
  program
    .command('selftest')
    .description('Prove this installation: the suite judges the mock, and servers that are broken on purpose.')
    .action(async () => {
      const { runSelftest } = await import('./selftest.ts')
      process.exitCode = await runSelftest()
    })
}
