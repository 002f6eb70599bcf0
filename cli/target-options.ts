import type { Command } from 'commander'
import {
  type Check,
  type Config,
  createFlowtwinControl,
  type FailOn,
  type Limits,
  type Target,
  type VendorName,
  vendors,
  type VerifyOptions,
} from '../contracts/index.ts'
import { readBaselineFile, readConfigFile } from './config-file.ts'
import { parseChoice, parseNumber } from './parse-value.ts'
import { getFileSystem, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

type TextOption =
  | ('url' | 'config' | 'mode' | 'level' | 'maxRequests' | 'maxTime' | 'rps' | 'baseline' | 'control' | 'evidence')
  // Names of variables with a credential; arguments are visible to all users of the machine.
  | ('tokenEnv' | 'controlTokenEnv')
type FlagOption = 'writes' | 'probeMethods' | 'load' | 'allowSecurityWaivers'
type ListOption = 'allowHost' | 'only' | 'id' | 'failOn'

/** Options of every command that checks a target. */
export type TargetOptions = Readonly<
  Partial<Record<TextOption, string> & Record<FlagOption, boolean> & Record<ListOption, readonly string[]>>
>

/** Options of a run, merged from the command line and the configuration. */
export interface ResolvedOptions {
  readonly vendor: VendorName
  readonly target: Target
  readonly options: VerifyOptions
  readonly failOn: readonly FailOn[]
  readonly reports: readonly string[]
}

/** Adds the options of `TargetOptions`. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--url <base>', 'base URL of the API')
    .option('--token-env <name>', 'environment variable with the credential')
    .option('--config <path>', 'configuration file, YAML or JSON')
    .option('--mode <mode>', 'observe or seeded (read-only), or managed (as --writes)')
    .option('--writes', 'create items, and update and delete the created ones')
    .option('--allow-host <host...>', 'host other than this machine on which the run may write')
    .option('--probe-methods', 'send undocumented methods, which must be rejected')
    .option('--load', 'send many concurrent requests')
    .option('--only <id...>', 'only these checks; "CUR-*" selects a family')
    .option('--level <level>', 'only checks of this level and above: must, should or all')
    .option('--id <name=value...>', 'id that cannot be discovered, such as flowId=…')
    .option('--max-requests <number>', 'most requests of the run')
    .option('--max-time <seconds>', 'longest duration of the run')
    .option('--rps <number>', 'most requests per second')
    .option('--baseline <path>', 'file of known faults')
    .option('--allow-security-waivers', 'let the baseline waive security findings')
    .option('--control <url>', 'control API of a Flowtwin, for checks that move the clock')
    .option('--control-token-env <name>', 'environment variable with the control token')
    .option('--evidence <how>', 'masked, or full to include personal data')
    .option('--fail-on <what...>', 'what fails the run: must, should, security')
}

/** @throws {UsageError} for a missing or invalid option */
export function resolveOptions(vendor: string | undefined, given: TargetOptions, io: Terminal): ResolvedOptions {
  const files = getFileSystem(io)
  const config = given.config === undefined ? {} : readConfigFile(given.config, files, io.env)
  const name = parseVendor(vendor ?? config.api)
  const baseline = given.baseline ?? config.baseline
  const mode = parseChoice('--mode', given.mode ?? config.mode ?? 'observe', ['observe', 'seeded', 'managed'])
  const target: Target = {
    baseUrl: parseBaseUrl(given.url ?? config.target?.baseUrl),
    credential: readCredential(given.tokenEnv ?? config.auth?.tokenEnv, io),
    ids: { ...config.ids, ...parseIds(given.id ?? [], name) },
    ...readOtherCredentials(config, io),
    ...(io.fetch && { fetch: io.fetch }),
    ...resolveControl(given, io),
  }
  const options: VerifyOptions = {
    writes: given.writes === true || mode === 'managed',
    probeMethods: given.probeMethods ?? false,
    load: given.load ?? false,
    only: resolveCheckIds(given, name),
    allowHosts: [...(config.target?.allowHosts ?? []), ...splitList(given.allowHost)],
    profile: config.profile ?? {},
    limits: resolveLimits(given, config),
    evidence: parseChoice('--evidence', given.evidence ?? 'masked', ['masked', 'full']),
    allowSecurityWaivers: given.allowSecurityWaivers ?? false,
    ...(baseline === undefined ? {} : { baseline: readBaselineFile(baseline, files) }),
    ...(io.clock && { clock: io.clock }),
    ...(io.signal && { signal: io.signal }),
  }
  const choices: readonly FailOn[] = ['must', 'should', 'security']
  const listed = splitList(given.failOn).map((text) => parseChoice('--fail-on', text, choices))
  const failOn = listed.length > 0 ? listed : (config.failOn ?? ['must'])
  return { vendor: name, target, options, failOn, reports: config.reports ?? [] }
}

export function parseVendor(vendor: string | undefined): VendorName {
  if (vendor !== undefined && Object.hasOwn(vendors, vendor)) return vendor as VendorName
  const problem = vendor === undefined ? 'no vendor is given' : `there is no vendor "${vendor}"`
  throw new UsageError(`${problem}; give one of ${Object.keys(vendors).join(', ')}`)
}

export function parseBaseUrl(text: string | undefined): string {
  if (text === undefined)
    throw new UsageError('no target is given; give its base URL with --url or in the configuration')
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--url "${text}" is no HTTP URL; give one such as https://api.example.org`)
  }
  if (url.username !== '' || url.password !== '') {
    const advice = 'put it into an environment variable and name that with --token-env'
    throw new UsageError(`--url contains a credential; ${advice}`)
  }
  return url.href.replace(/\/$/, '')
}

export function readCredential(variable: string | undefined, { env }: Terminal): string {
  if (variable === undefined)
    throw new UsageError('no credential is given; name the environment variable that holds it with --token-env')
  const credential = env[variable]
  if (credential !== undefined && credential !== '') return credential
  throw new UsageError(`${variable} is not set; set it to the credential of the API`)
}

/** Splits values that are given in one argument, separated by commas, or in several. */
export function splitList(texts: readonly string[] = []): readonly string[] {
  return texts.flatMap((text) => text.split(',')).filter((text) => text !== '')
}

function resolveCheckIds({ only, level = 'all' }: TargetOptions, name: VendorName): readonly string[] {
  const levels = { must: ['MUST'], should: ['MUST', 'SHOULD'], all: [] as readonly string[] }
  const selected: readonly string[] = levels[parseChoice('--level', level, ['must', 'should', 'all'])]
  const ids = splitList(only)
  if (selected.length === 0) return ids
  if (ids.length > 0) throw new UsageError('--only and --level exclude each other; give one of them')
  const checks: readonly Check[] = vendors[name].checks
  return checks.filter((check) => selected.includes(check.level)).map(({ id }) => id)
}

function readOtherCredentials({ auth = {} }: Config, io: Terminal): Pick<Target, 'otherCredentials'> {
  const variables = { second: auth.secondTokenEnv, expired: auth.expiredTokenEnv, readOnly: auth.readOnlyTokenEnv }
  const given = Object.entries(variables).filter(([, variable]) => variable !== undefined)
  return { otherCredentials: Object.fromEntries(given.map(([name, variable]) => [name, readCredential(variable, io)])) }
}

function resolveControl({ control, controlTokenEnv }: TargetOptions, io: Terminal): Pick<Target, 'control'> {
  if (control === undefined) return {}
  const token = controlTokenEnv === undefined ? {} : { token: readCredential(controlTokenEnv, io) }
  return {
    control: createFlowtwinControl({ url: parseBaseUrl(control), ...token, ...(io.fetch && { fetch: io.fetch }) }),
  }
}

function resolveLimits({ maxRequests, maxTime, rps }: TargetOptions, { limits = {} }: Config): Partial<Limits> {
  return {
    ...limits,
    ...(maxRequests === undefined ? {} : { requests: parseNumber('--max-requests', maxRequests) }),
    ...(maxTime === undefined ? {} : { durationSeconds: parseNumber('--max-time', maxTime) }),
    ...(rps === undefined ? {} : { rps: parseNumber('--rps', rps) }),
  }
}

function parseIds(pairs: readonly string[], name: VendorName): Readonly<Record<string, string>> {
  const requiredIds: Readonly<Record<string, string>> = vendors[name].requiredIds
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id = '', ...value] = pair.split('=')
      if (Object.hasOwn(requiredIds, id) && value.length > 0) return [id, value.join('=')]
      const known = Object.entries(requiredIds).map(([known, meaning]) => `${known} (${meaning})`)
      const advice =
        known.length === 0 ? 'this vendor has no ids to give' : `give one of ${known.join(', ')} as name=value`
      throw new UsageError(`--id "${pair}" is invalid; ${advice}`)
    }),
  )
}
