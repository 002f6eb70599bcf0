import {
  type Check,
  type Config,
  type FailOn,
  createFlowtwinControl,
  type Limits,
  type Target,
  type VendorName,
  vendors,
  type VerifyOptions,
} from '../contracts/index.ts'
import { readBaselineFile, readConfigFile } from './config-file.ts'
import { getFileSystem, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** What every verb that meets a target takes, as the command line gives it. */
export interface TargetOptions {
  readonly url?: string
  /** The name of the variable, never the credential itself: arguments are seen by everybody on the machine. */
  readonly tokenEnv?: string
  readonly config?: string
  readonly mode?: string
  readonly writes?: boolean
  readonly probeMethods?: boolean
  readonly load?: boolean
  readonly allowHost?: readonly string[]
  readonly only?: readonly string[]
  readonly level?: string
  readonly id?: readonly string[]
  readonly maxRequests?: string
  readonly maxTime?: string
  readonly rps?: string
  readonly baseline?: string
  readonly allowSecurityWaivers?: boolean
  readonly control?: string
  readonly controlTokenEnv?: string
  readonly evidence?: string
  readonly failOn?: readonly string[]
}

/** What a run is to do, from the command line and the configuration together. */
export interface ResolvedOptions {
  readonly vendor: VendorName
  readonly target: Target
  readonly options: VerifyOptions
  readonly failOn: readonly FailOn[]
  readonly reports: readonly string[]
}

/** @throws {UsageError} when something is missing or wrong in what was asked for */
export function resolveOptions(vendor: string | undefined, given: TargetOptions, io: Terminal): ResolvedOptions {
  const files = getFileSystem(io)
  const config = given.config === undefined ? {} : readConfigFile(given.config, files, io.env)
  const name = parseVendor(vendor ?? config.api)
  const baseline = given.baseline ?? config.baseline
  const mode = parseChoice('--mode', given.mode ?? config.mode ?? 'observe', ['observe', 'seeded', 'managed'])
  const target: Target = {
    baseUrl: parseBaseUrl(given.url ?? config.target?.baseUrl),
    credential: readCredential(given.tokenEnv ?? config.auth?.tokenEnv, io),
    ids: { ...config.data, ...parseIds(given.id ?? [], name) },
    ...readOtherCredentials(config, io),
    ...(io.send === undefined ? {} : { send: io.send }),
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
  const failOn = splitList(given.failOn).map((text): FailOn =>
    parseChoice('--fail-on', text, ['must', 'should', 'security']),
  )
  return {
    vendor: name,
    target,
    options,
    failOn: failOn.length > 0 ? failOn : (config.failOn ?? ['must']),
    reports: config.reports ?? [],
  }
}

export function parseVendor(vendor: string | undefined): VendorName {
  if (vendor !== undefined && Object.hasOwn(vendors, vendor)) return vendor as VendorName
  const known = Object.keys(vendors).join(', ')
  throw new UsageError(
    vendor === undefined
      ? `no vendor is named; choose one of ${known}`
      : `there is no vendor "${vendor}"; choose one of ${known}`,
  )
}

export function parseBaseUrl(text: string | undefined): string {
  if (text === undefined)
    throw new UsageError('no target is named; give its base URL with --url, or in the configuration')
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--url "${text}" is no HTTP address; give one such as https://api.example.org`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('--url holds a credential; put it into a variable and name that with --token-env')
  }
  return url.href.replace(/\/$/, '')
}

export function readCredential(variable: string | undefined, { env }: Terminal): string {
  if (variable === undefined)
    throw new UsageError('no credential is named; give the variable that holds it with --token-env')
  const credential = env[variable]
  if (credential !== undefined && credential !== '') return credential
  throw new UsageError(`${variable} is not set; put the credential of the API into that variable`)
}

export function parseChoice<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === text)
  if (chosen === undefined) throw new UsageError(`${option} "${text}" is unknown; give ${choices.join(', ')}`)
  return chosen
}

/** Several in one argument, or one argument each. */
export function splitList(texts: readonly string[] = []): readonly string[] {
  return texts.flatMap((text) => text.split(',')).filter((text) => text !== '')
}

function resolveCheckIds({ only, level = 'all' }: TargetOptions, name: VendorName): readonly string[] {
  const levels = { must: ['MUST'], should: ['MUST', 'SHOULD'], all: [] as readonly string[] }
  const wanted: readonly string[] = levels[parseChoice('--level', level, ['must', 'should', 'all'])]
  const ids = splitList(only)
  if (wanted.length === 0) return ids
  if (ids.length > 0) throw new UsageError('--only and --level exclude each other; name the checks, or a level')
  const own: readonly Check[] = vendors[name].checks
  return own.filter((check) => wanted.includes(check.level)).map(({ id }) => id)
}

function readOtherCredentials({ auth = {} }: Config, io: Terminal): Pick<Target, 'otherCredentials'> {
  const variables = { second: auth.secondTokenEnv, expired: auth.expiredTokenEnv, readOnly: auth.readOnlyTokenEnv }
  const named = Object.entries(variables).filter(([, variable]) => variable !== undefined)
  return { otherCredentials: Object.fromEntries(named.map(([name, variable]) => [name, readCredential(variable, io)])) }
}

function resolveControl({ control, controlTokenEnv }: TargetOptions, io: Terminal): Pick<Target, 'control'> {
  if (control === undefined) return {}
  const token = controlTokenEnv === undefined ? {} : { token: readCredential(controlTokenEnv, io) }
  return { control: createFlowtwinControl({ url: parseBaseUrl(control), ...token, ...(io.send && { send: io.send }) }) }
}

function resolveLimits({ maxRequests, maxTime, rps }: TargetOptions, { limits = {} }: Config): Partial<Limits> {
  return {
    ...limits,
    ...(maxRequests === undefined ? {} : { requests: parseAmount('--max-requests', maxRequests) }),
    ...(maxTime === undefined ? {} : { time: parseAmount('--max-time', maxTime) }),
    ...(rps === undefined ? {} : { rps: parseAmount('--rps', rps) }),
  }
}

function parseAmount(option: string, text: string): number {
  if (!/^\d{1,9}(\.\d+)?$/.test(text)) throw new UsageError(`${option} "${text}" is no number; give one such as 500`)
  return Number(text)
}

function parseIds(pairs: readonly string[], name: VendorName): Readonly<Record<string, string>> {
  const known = Object.entries(vendors[name].requiredIds).map(([id, meaning]) => `${id} (${meaning})`)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id = '', ...value] = pair.split('=')
      if (Object.hasOwn(vendors[name].requiredIds, id) && value.length > 0) return [id, value.join('=')]
      const choice = known.length === 0 ? 'this vendor needs none' : `give one of ${known.join(', ')} as name=value`
      throw new UsageError(`--id "${pair}" means nothing; ${choice}`)
    }),
  )
}
