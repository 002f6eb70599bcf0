import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { type Command, Option } from 'commander'
import {
  type Check,
  type Config,
  ConfigError,
  type Connection,
  createConnectedFetch,
  createFlowtwinControl,
  type ExitRules,
  type FailOn,
  type Limits,
  type ProxySettings,
  type Target,
  type TlsSettings,
  type VendorName,
  vendors,
  type VerifyOptions,
} from '../contracts/index.ts'
import { readBaselineFile, readConfigFile } from './run-files.ts'
import { findCredentialProblem, findHeaderProblem } from '../contracts/kit/http/connection.ts'
import { parseChoice, parseNumber, parsePercentage, UsageError } from './arguments.ts'
import { type FileSystem, getFileSystem, type Terminal } from './terminal.ts'
import { substituteVariables } from '../contracts/kit/config/config.ts'

type TextOption =
  | (
      | 'url'
      | 'config'
      | 'mode'
      | 'level'
      | 'maxRequests'
      | 'maxTime'
      | 'rps'
      | 'baseline'
      | 'control'
      | 'evidence'
      | 'maxOpen'
    )
  // Names of variables with a credential; arguments are visible to all users of the machine.
  | ('tokenEnv' | 'controlTokenEnv')
type FlagOption = 'writes' | 'probeMethods' | 'load' | 'allowSecurityWaivers'
type ListOption = 'allowHost' | 'only' | 'id' | 'failOn'

/** Options of every command that checks a target. */
export type TargetOptions = ConnectionOptions &
  Readonly<Partial<Record<TextOption, string> & Record<FlagOption, boolean> & Record<ListOption, readonly string[]>>>

/** Options of a run, merged from the command line and the configuration. */
export interface ResolvedOptions {
  readonly vendor: VendorName
  readonly target: Target
  readonly options: VerifyOptions
  readonly rules: ExitRules
  readonly reports: readonly string[]
}

/** Adds the options of `TargetOptions`. */
export function addTargetOptions(command: Command): Command {
  command
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
    .option('--max-open <percent>', 'most MUSTs that may remain without evidence, in percent (default 25)')
  return addConnectionOptions(command)
}

/** @throws {UsageError} for a missing or invalid option */
export async function resolveOptions(
  vendor: string | undefined,
  given: TargetOptions,
  io: Terminal,
): Promise<ResolvedOptions> {
  const files = getFileSystem(io)
  const config = given.config === undefined ? {} : readConfigFile(given.config, files, io.env)
  const name = parseVendor(vendor ?? config.api)
  const baseline = given.baseline ?? config.baseline
  const mode = parseChoice('--mode', given.mode ?? config.mode ?? 'observe', ['observe', 'seeded', 'managed'])
  const baseUrl = parseBaseUrl(given.url ?? config.target?.baseUrl)
  const { scheme } = vendors[name]
  const tokenVariable = given.tokenEnv ?? config.auth?.tokenEnv
  const target: Target = {
    baseUrl,
    credential: readCredential(tokenVariable, scheme, io),
    connection: await resolveConnection(given, config, baseUrl, io),
    ids: { ...config.ids, ...parseIds(given.id ?? [], name) },
    ...readOtherCredentials(config, scheme, io),
    ...(io.fetch && { fetch: io.fetch }),
    ...(await resolveControl(given, config, { baseUrl, io })),
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
    ...(tokenVariable === undefined ? {} : { tokenVariable }),
    ...(io.clock && { clock: io.clock }),
    ...(io.signal && { signal: io.signal }),
  }
  const choices: readonly FailOn[] = ['must', 'should', 'security']
  const listed = splitList(given.failOn).map((text) => parseChoice('--fail-on', text, choices))
  const maxOpen = given.maxOpen === undefined ? config.maxOpen : parsePercentage('--max-open', given.maxOpen)
  const rules: ExitRules = {
    failOn: listed.length > 0 ? listed : (config.failOn ?? ['must']),
    ...(maxOpen === undefined ? {} : { maxOpen }),
  }
  return { vendor: name, target, options, rules, reports: config.reports ?? [] }
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

/** Reads a credential from an environment variable. @throws {UsageError} for one that no request can carry */
export function readCredential(variable: string | undefined, scheme: string, { env }: Terminal): string {
  if (variable === undefined)
    throw new UsageError('no credential is given; name the environment variable that holds it with --token-env')
  const credential = env[variable]
  if (credential === undefined || credential === '')
    throw new UsageError(`${variable} is not set; set it to the credential of the API`)
  const problem = findCredentialProblem(credential, scheme)
  if (problem !== null) throw new UsageError(`the credential in ${variable} ${problem}`)
  return credential
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

function readOtherCredentials({ auth = {} }: Config, scheme: string, io: Terminal): Pick<Target, 'otherCredentials'> {
  const variables = { second: auth.secondTokenEnv, expired: auth.expiredTokenEnv, readOnly: auth.readOnlyTokenEnv }
  const given = Object.entries(variables).filter(([, variable]) => variable !== undefined)
  return {
    otherCredentials: Object.fromEntries(given.map(([name, variable]) => [name, readCredential(variable, scheme, io)])),
  }
}

/**
 * Creates the adapter of `--control`. Its requests use the proxy of their own host and the certificates of the target; the
 * headers of a gateway only on the host of the target, because they are its secrets.
 */
async function resolveControl(
  given: TargetOptions,
  config: Config,
  { baseUrl, io }: { readonly baseUrl: string; readonly io: Terminal },
): Promise<Pick<Target, 'control'>> {
  const { control, controlTokenEnv } = given
  if (control === undefined) return {}
  const token = controlTokenEnv === undefined ? {} : { token: readCredential(controlTokenEnv, 'Bearer', io) }
  const url = parseBaseUrl(control)
  const { headers, ...connection } = await resolveConnection(given, config, url, { ...io, log: () => {} })
  const isSameHost = new URL(url).origin === new URL(baseUrl).origin
  const connected = isSameHost && headers !== undefined ? { ...connection, headers } : connection
  return { control: createFlowtwinControl({ url, ...token, fetch: io.fetch ?? createConnectedFetch(connected) }) }
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

/** Options of every command that sends requests to a target. */
export interface ConnectionOptions {
  /** Each as `Name: value`. */
  readonly header?: readonly string[]
  readonly caFile?: string
  readonly clientCert?: string
  readonly clientKey?: string
  readonly insecure?: boolean
}

/** Adds the options of `ConnectionOptions`. */
export function addConnectionOptions(command: Command): Command {
  return command
    .optionsGroup('Connection (a proxy comes from HTTPS_PROXY, HTTP_PROXY and NO_PROXY):')
    .addOption(
      new Option('--header <header>', "header of every request, as 'X-Api-Key: ${VARIABLE}'; repeatable").argParser(
        (header, previous: readonly string[] | undefined) => [...(previous ?? []), header],
      ),
    )
    .option('--ca-file <path>', 'PEM certificates of further trusted authorities')
    .option('--client-cert <path>', 'PEM certificate of this client')
    .option('--client-key <path>', 'PEM private key of --client-cert, if another file has it')
    .option('--insecure', 'accept any certificate of the target; never for a production system')
    .optionsGroup('Options:')
}

/**
 * Merges the options with those of a configuration, reads the certificates, and finds the proxy of the base URL.
 * @throws {UsageError} for a header that cannot be sent, or a file without the expected content
 */
export async function resolveConnection(
  given: ConnectionOptions,
  { headers = {}, tls = {} }: Config,
  baseUrl: string,
  io: Terminal,
): Promise<Connection> {
  const files = getFileSystem(io)
  const insecure = given.insecure ?? tls.insecure ?? false
  const caFile = given.caFile ?? tls.caFile
  const clientCert = given.clientCert ?? tls.clientCert
  const clientKey = given.clientKey ?? tls.clientKey
  const settings: TlsSettings = {
    ...(caFile === undefined ? {} : { ca: readCertificates(caFile, files) }),
    ...readClientCertificate(clientCert, clientKey, files),
    insecure,
  }
  if (insecure) io.log('WARNING: --insecure accepts any certificate, so another server may read the credential.\n')
  const proxy = io.fetch === undefined ? await findProxy(baseUrl, settings, io) : null
  return {
    headers: resolveHeaders(given.header ?? [], headers, io),
    tls: settings,
    ...(proxy === null ? {} : { proxy }),
  }
}

function resolveHeaders(
  given: readonly string[],
  configured: Readonly<Record<string, string>>,
  { env }: Terminal,
): Readonly<Record<string, string>> {
  const parsed = given.map((text) => {
    const [, name, value] = /^([^:]+):\s*(.*)$/s.exec(text) ?? []
    if (name === undefined || value === undefined)
      throw new UsageError(`--header requires 'Name: value'; the ${text.length} characters given have no colon`)
    return [name.trim(), expandVariables(value, env)] as const
  })
  // Names are case-insensitive; the command line takes precedence, and the last one of a name.
  const byName = new Map([...Object.entries(configured), ...parsed].map((header) => [header[0].toLowerCase(), header]))
  const headers = [...byName.values()]
  const problems = headers.flatMap(([name, value]) => findHeaderProblem(name, value) ?? [])
  if (problems.length > 0) throw new UsageError(`--header or headers of the configuration: ${problems.join('; ')}`)
  return Object.fromEntries(headers)
}

function expandVariables(text: string, env: Terminal['env']): string {
  try {
    return substituteVariables(text, env) as string
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(`--header: ${error.message}`, { cause: error })
    throw error
  }
}

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----.*?-----END (?:TRUSTED )?CERTIFICATE-----/gs

function readCertificates(path: string, files: FileSystem): string {
  const text = files.read(path)
  const certificates = text.match(CERTIFICATE) ?? []
  if (certificates.length === 0)
    throw new UsageError(`${path} has no PEM certificate; convert it with: openssl x509 -in ${path} -out ca.pem`)
  try {
    return certificates.map((certificate) => new X509Certificate(certificate).toString()).join('')
  } catch (error) {
    throw new UsageError(`${path} has an invalid certificate: ${getMessage(error)}`, { cause: error })
  }
}

function readClientCertificate(
  certPath: string | undefined,
  keyPath: string | undefined,
  files: FileSystem,
): Pick<TlsSettings, 'cert' | 'key'> {
  if (certPath === undefined) {
    if (keyPath !== undefined) throw new UsageError('--client-key requires --client-cert')
    return {}
  }
  const cert = readCertificates(certPath, files)
  const keyFile = keyPath ?? certPath
  const key = files.read(keyFile)
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key))
    throw new UsageError(
      `${keyFile} has no PEM private key; give the file that has it with --client-key, decrypted and in PEM`,
    )
  if (/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(key))
    throw new UsageError(`${keyFile} is encrypted; decrypt it with: openssl pkey -in ${keyFile} -out key.pem`)
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    throw new UsageError(`${certPath} and ${keyFile} are no certificate with its key: ${getMessage(error)}`, {
      cause: error,
    })
  }
  return { cert, key }
}

/** Returns the proxy that the environment sets for a URL; null without one, or when `NO_PROXY` excludes its host. */
async function findProxy(baseUrl: string, { ca, insecure = false }: TlsSettings, io: Terminal) {
  const { protocol } = new URL(baseUrl)
  const names = [`${protocol.slice(0, -1)}_proxy`, 'all_proxy'].flatMap((name) => [name, name.toUpperCase()])
  const source = names.find((name) => (io.env[name] ?? '') !== '')
  if (source === undefined) return null
  const { getProxyForUrl } = await import('proxy-from-env')
  if (getProxyForUrl(baseUrl) === '') return null
  const given = io.env[source] ?? ''
  const url = given.includes('://') ? given : `http://${given}`
  if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol))
    throw new UsageError(`${source} is no URL of an HTTP proxy; give one such as http://proxy.example.org:3128`)
  const createTunnel = protocol === 'http:' ? null : await loadTunnel(url, { ca, insecure })
  return { url, source, createTunnel } satisfies ProxySettings
}

/** Loads the library that opens tunnels, and returns a function that creates its agents. */
async function loadTunnel(
  url: string,
  { ca, insecure }: { readonly ca: string | undefined; readonly insecure: boolean },
): Promise<NonNullable<ProxySettings['createTunnel']>> {
  const [{ HttpsProxyAgent }, { rootCertificates }] = await Promise.all([
    import('https-proxy-agent'),
    import('node:tls'),
  ])
  type Connect = InstanceType<typeof HttpsProxyAgent>['connect']
  /** Limits the time for a tunnel: the library waits for a silent proxy without end, and Node cannot stop it. */
  class TunnelAgent extends HttpsProxyAgent<string> {
    timeoutSeconds = 0

    override async connect(...args: Parameters<Connect>): ReturnType<Connect> {
      const connecting = new AbortController()
      const timer = setTimeout(() => connecting.abort(), this.timeoutSeconds * 1000)
      Object.assign(this.connectOpts, { signal: connecting.signal })
      try {
        return await super.connect(...args)
      } catch (error) {
        throw connecting.signal.aborted
          ? new Error(`no answer within ${this.timeoutSeconds} s`, { cause: error })
          : error
      } finally {
        clearTimeout(timer)
      }
    }
  }
  const certificates = {
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    ...(insecure ? { rejectUnauthorized: false } : {}),
  }
  return ({ keepAlive, timeoutSeconds }) =>
    Object.assign(new TunnelAgent(url, { keepAlive, ...certificates }), { timeoutSeconds })
}

function getMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
