import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { getExposure, type RunningServer } from '../../mock/http/node/server.ts'
import type { LogStore } from '../../mock/store/log-store.ts'
import { openStore } from '../../mock/store/open-store.ts'
import type { VendorInfo } from '../../mock/http/vendor.ts'
import { readCalendarTime } from '../../mock/real-clock.ts'
import { createTwin, type Twin, type TwinListenOptions, type TwinOptions } from '../../mock/twin.ts'
import { formatIsoMicroseconds, parseDuration, parseIso } from '../../mock/wire/date-time.ts'
import { ParameterError } from '../../mock/world/dataset/parameters.ts'
import type { Instant } from '../../mock/world/time.ts'
import { colors } from '../colors.ts'
import { isSet, parseServerUrl } from '../control-request.ts'
import { parseChoice, parseNumberOrText, parseWholeNumber, readSnapshotFile, UsageError } from '../arguments.ts'
import { readVersion } from '../package-files.ts'
import { createRequestLog, type LogFormat } from '../request-log.ts'

export function addServeCommand(program: Command): void {
  const { HOST: host, PORT: port, FLOWTWIN_STORE: store } = process.env
  program
    .command('serve', { isDefault: true })
    .description('Serve the mock APIs.')
    .option('--port <number>', 'port to listen on; 0 picks a free one (environment: PORT)', isSet(port) ? port : '4010')
    .option('--host <address>', 'address to listen on (environment: HOST)', isSet(host) ? host : '127.0.0.1')
    .option('--data <path>', 'file with your own flows, contacts and runs; see flowtwin data init')
    .option('--snapshot <path>', 'begin the default world from a file that flowtwin snapshot save wrote')
    .option('--seed <text>', 'seed of the data', '42')
    .option('--runs <number>', 'number of initial generated runs (default: 1000)')
    .option('--every <duration>', 'interval between new runs, such as 30s (default: 2m)')
    .option('--now <instant>', 'initial time of the world (default: now)')
    .option('--clock <mode>', 'live, frozen, or a speed such as 60x', 'live')
    .option('--only <vendors>', 'serve only these vendors, separated by commas')
    .option('--limits <on|off>', 'enforce the documented rate limits', 'on')
    .option('--auth <relaxed|strict>', 'accept any well-formed credential, or only issued ones', 'relaxed')
    .option('--quirk <id=position>', 'set a behaviour switch; repeatable', collectOption, [])
    .option(
      '--store <place>',
      'keep the worlds in a folder, or for several servers in postgres://... (environment: FLOWTWIN_STORE)',
      isSet(store) ? store : undefined,
    )
    .option('--store-file <path>', 'file with the place of --store, for a URL with a password')
    .option('--sync <os|disk>', 'with a folder: survive a crash of the process, or a power failure as well', 'os')
    .option('--forget-after <duration>', 'with a store: remove worlds unused for this time, such as 30d')
    .option('--advertise <url>', 'URL by which servers with the same database reach this one (default: its host name)')
    .option('--strict-worlds', 'do not create worlds on first use')
    .option(
      '--allow-host <names>',
      'further host names of this machine, separated by commas, such as a compose service',
    )
    .option('--public-url <url>', 'base URL under which a proxy publishes the server, for links in responses')
    .option('--trust-proxy', 'take that URL from X-Forwarded-Proto, -Host and -Prefix, or Forwarded')
    .option('--cors <origins>', 'origins of web pages that may use the vendor paths, separated by commas; * for all')
    .option('--webhook-hosts <names>', 'further hosts that get webhooks, separated by commas; * for all')
    .option('--tls-cert <path>', 'serve HTTPS only, with this PEM certificate and its chain')
    .option('--tls-key <path>', 'private key of --tls-cert, unless that file has it')
    .option('--control-token <text>', 'bearer token for non-local clients of the control API (default: random)')
    .option('--no-control', 'serve no control API except health')
    .option('--control-port <number>', 'serve the control API on a port of its own; 0 picks a free one')
    .option('--page <mode>', 'web page at /_twin/: on, off or read-only', 'on')
    .addOption(
      new Option('--log <format>', 'log each request: text, json or off (default: text, or off with --json)').choices([
        'text',
        'json',
        'off',
      ]),
    )
    .option('--json', 'print one line of JSON when ready')
    .action(runServe)
}

function collectOption(text: string, previous: readonly string[]): readonly string[] {
  return [...previous, text]
}

interface ServeOptions {
  readonly port: string
  readonly host: string
  readonly data?: string
  readonly snapshot?: string
  readonly seed: string
  readonly runs?: string
  readonly every?: string
  readonly now?: string
  readonly clock: string
  readonly only?: string
  readonly limits: string
  readonly auth: string
  readonly quirk: readonly string[]
  readonly store?: string
  readonly storeFile?: string
  readonly sync: string
  readonly forgetAfter?: string
  readonly advertise?: string
  readonly strictWorlds?: boolean
  readonly allowHost?: string
  readonly publicUrl?: string
  readonly trustProxy?: boolean
  readonly cors?: string
  readonly webhookHosts?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly controlToken?: string
  /** False with --no-control. */
  readonly control: boolean
  readonly controlPort?: string
  readonly page: string
  readonly log?: LogFormat
  readonly json?: boolean
}

/** Serves until SIGINT or SIGTERM; prints the banner, or one line of JSON. */
async function runServe(options: ServeOptions): Promise<void> {
  if (options.host.trim() === '')
    throw new UsageError('--host is empty; give an address such as 127.0.0.1, or 0.0.0.0 to listen on all interfaces.')
  const store = await openStoreFromOptions(options)
  const twin = await createTwinFromOptions(options, store)
  if (options.snapshot !== undefined) await loadSnapshot(twin, store, options.snapshot)
  const controlToken = options.controlToken ?? createControlToken(options.host)
  const server = await openServer(twin, { ...options, controlToken })
  // Signals are handled before the first line is printed, because its reader may stop the server at once.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
    if (process.env['npm_lifecycle_event'] !== undefined) watchParent(resolve)
  })
  await twin.ready()
  const banner = { controlToken, page: parsePageMode(options) }
  const madeUpToken = options.controlToken === undefined && server.exposure === 'network' ? controlToken : undefined
  console.log(options.json === true ? formatReadyLine(twin, server, madeUpToken) : formatBanner(twin, server, banner))
  await stopped
  await server.close()
  await twin.close()
  await endOutput()
}

/** Begins the default world from a file, unless the store has it already. @throws {UsageError} */
async function loadSnapshot(twin: Twin, store: LogStore | undefined, path: string): Promise<void> {
  const snapshot = await readSnapshotFile(path)
  if (store?.worlds.has('default') === true) return
  const response = await twin.fetch(
    new Request('http://localhost/_twin/v1/worlds/default/snapshot', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(snapshot),
    }),
  )
  if (!response.ok) throw new UsageError(`--snapshot ${path} cannot be loaded: ${await response.text()}`)
}

/** Reads the place of a store, which may have a password. @throws {UsageError} for a file that cannot be read */
function readStoreFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`--store-file ${path} cannot be read: ${reason}.`, { cause: error })
  }
}

/** @throws {UsageError} for a store that cannot be used */
async function openStoreFromOptions(options: ServeOptions): Promise<LogStore | undefined> {
  const mode = parseChoice('--sync', options.sync, ['os', 'disk'])
  const store = options.storeFile === undefined ? options.store : readStoreFile(options.storeFile)
  if (store === undefined) return undefined
  const forgetAfter = options.forgetAfter === undefined ? undefined : parseDuration(options.forgetAfter)
  if (options.forgetAfter !== undefined && forgetAfter === undefined)
    throw new UsageError(`--forget-after "${options.forgetAfter}" is not a duration; give one such as 30d or 12h.`)
  try {
    return await openStore(store, { sync: mode, ...(forgetAfter === undefined ? {} : { forgetAfter }) })
  } catch (error) {
    throw new UsageError(`--store: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

const DRAIN_MS = 1000

/** Ends the process when the reader of stdout does not take the rest of the log in time: it would wait without end. */
async function endOutput(): Promise<void> {
  if (process.stdout.writableLength === 0) return
  const timer = setTimeout(() => process.exit(), DRAIN_MS)
  await new Promise((resolve) => process.stdout.once('drain', resolve))
  clearTimeout(timer)
}

const PARENT_POLL_MS = 250

/** Calls back when the parent has ended: npm sends a signal to the shell of a script only, which passes none on. */
function watchParent(onEnded: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onEnded()
  }, PARENT_POLL_MS)
  timer.unref()
}

/** Creates a random token; empty on a loopback address, where none is required. */
function createControlToken(host: string): string {
  return getExposure(host) === 'loopback' ? '' : randomUUID()
}

async function createTwinFromOptions(options: ServeOptions, store: LogStore | undefined): Promise<Twin> {
  // A program that starts the server with --json may read its first line only.
  const log = options.log ?? (options.json === true ? 'off' : 'text')
  const given: TwinOptions = {
    seed: parseNumberOrText(options.seed),
    ...(options.runs === undefined ? {} : { runs: parseWholeNumber('--runs', options.runs) }),
    ...(options.every === undefined ? {} : { every: options.every }),
    now: parseStart(options),
    clock: parseClock(options.clock),
    limits: parseChoice('--limits', options.limits, ['on', 'off']) === 'on',
    auth: parseChoice('--auth', options.auth, ['relaxed', 'strict']),
    quirks: Object.fromEntries(options.quirk.map(parseQuirk)),
    strictWorlds: options.strictWorlds ?? false,
    webhookHosts: parseHosts('--webhook-hosts', options.webhookHosts),
    ...(options.only === undefined ? {} : { only: splitList(options.only) }),
    ...(store === undefined ? {} : { store }),
    ...(log === 'off' ? {} : { onRequests: createRequestLog(log) }),
  }
  try {
    if (options.data === undefined) return createTwin(given)
    // The YAML parser is loaded only for a file.
    const { data, withPositions } = (await import('../own-data-file.ts')).readOwnDataFile(options.data)
    return withPositions(() => createTwin({ ...given, data }))
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

function splitList(text: string): readonly string[] {
  return text.split(',').map((item) => item.trim())
}

const HOST_PATTERN = /^(\*|(\*\.)?[\w-]+(\.[\w-]+)*|\[[\da-f:.]+\])$/i

/** Parses a list of host names, each without scheme and port. */
function parseHosts(option: string, text: string | undefined): readonly string[] {
  const hosts = text === undefined ? [] : splitList(text)
  const invalid = hosts.find((host) => !HOST_PATTERN.test(host))
  if (invalid === undefined) return hosts
  throw new UsageError(
    `${option} "${invalid}" is no host name; give one such as flowtwin or *.example.org, without scheme and port.`,
  )
}

async function openServer(
  twin: Twin,
  options: ServeOptions & { readonly controlToken: string },
): Promise<RunningServer> {
  const { host, controlToken } = options
  const [port, control] = [parsePort('--port', options.port), parseControlPort(options)]
  const page = parsePageMode(options)
  const allowedHosts = parseHosts('--allow-host', options.allowHost)
  const advertise =
    options.advertise === undefined ? {} : { advertise: parseServerUrl(options.advertise, '--advertise') }
  const network = { allowedHosts, ...advertise, ...parseProxyOptions(options), ...(await readTlsFiles(options)) }
  try {
    return await twin.listen({ port, host, ownsProcess: true, controlToken, control, page, ...network })
  } catch (error) {
    throw new UsageError(formatListenError(error, options), { cause: error })
  }
}

function parseProxyOptions({ publicUrl, trustProxy = false, cors }: ServeOptions): TwinListenOptions {
  if (publicUrl !== undefined && trustProxy)
    throw new UsageError('--public-url and --trust-proxy contradict each other; give one.')
  const corsOrigins = cors === undefined ? [] : splitList(cors)
  const invalid = corsOrigins.find(
    (origin) => origin !== '*' && (!URL.canParse(origin) || new URL(origin).origin !== origin),
  )
  if (invalid !== undefined)
    throw new UsageError(`--cors "${invalid}" is no origin; give one such as http://localhost:3000, without a path.`)
  return {
    corsOrigins,
    trustProxy,
    ...(publicUrl === undefined ? {} : { publicUrl: parseServerUrl(publicUrl, '--public-url') }),
  }
}

/** Reads certificate and key. @throws {UsageError} for files that are not a certificate with its key */
async function readTlsFiles({ tlsCert, tlsKey = tlsCert }: ServeOptions): Promise<Pick<TwinListenOptions, 'tls'>> {
  if (tlsCert === undefined || tlsKey === undefined) {
    if (tlsKey !== undefined) throw new UsageError('--tls-key requires --tls-cert')
    return {}
  }
  const { createSecureContext } = await import('node:tls')
  try {
    const tls = { cert: readFileSync(tlsCert, 'utf8'), key: readFileSync(tlsKey, 'utf8') }
    createSecureContext(tls)
    return { tls }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${tlsCert} and ${tlsKey} are no PEM certificate with its private key: ${reason}.`, {
      cause: error,
    })
  }
}

function parsePageMode({ page }: ServeOptions): 'on' | 'read-only' | 'off' {
  return parseChoice('--page', page, ['on', 'read-only', 'off'])
}

function parseControlPort({ control, controlPort }: ServeOptions): 'shared' | 'off' | number {
  if (!control) {
    if (controlPort !== undefined)
      throw new UsageError('--no-control and --control-port contradict each other; give one.')
    return 'off'
  }
  if (controlPort === undefined) return 'shared'
  return parsePort('--control-port', controlPort)
}

function parsePort(option: string, text: string): number {
  const port = parseWholeNumber(option, text)
  if (port > 65_535) throw new UsageError(`${option} ${port} does not exist; give one from 0 (any free one) to 65535.`)
  return port
}

function formatListenError(error: unknown, { port: givenPort, host }: ServeOptions): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const port = error instanceof Error && 'port' in error ? String(error.port) : givenPort
  if (code === 'EADDRINUSE')
    return `port ${port} is in use; stop the other process, or give another with --port (0 picks a free one).`
  if (code === 'EACCES') return `port ${port} requires more permissions; give one above 1023 with --port.`
  return `cannot listen on ${host}; give an address of this machine with --host, such as 127.0.0.1.`
}

function parseStart({ now }: ServeOptions): Instant {
  if (now === undefined) return readCalendarTime()
  const instant = parseIso(now)
  if (instant === undefined)
    throw new UsageError(`--now "${now}" is no instant; give one such as 2026-01-15T09:00:00Z.`)
  return instant
}

function parseClock(text: string): 'live' | 'frozen' | number {
  if (text === 'live' || text === 'frozen') return text
  const speed = /^(\d+(?:\.\d+)?)x$/.exec(text)?.[1]
  if (speed === undefined || Number(speed) === 0) {
    throw new UsageError(`--clock "${text}" is no clock mode; give live, frozen, or a speed such as 60x.`)
  }
  return Number(speed)
}

function parseQuirk(text: string): readonly [string, string] {
  const separator = text.indexOf('=')
  if (separator < 1) throw new UsageError(`--quirk "${text}" is invalid; give id=position.`)
  return [text.slice(0, separator), text.slice(separator + 1)]
}

interface BannerOptions {
  readonly controlToken: string
  readonly page: 'on' | 'read-only' | 'off'
}

/** Formats the text that `serve` prints when it is ready, at most twelve lines. */
function formatBanner(twin: Twin, server: RunningServer, options: BannerOptions): string {
  const { seed, runs } = twin.world.dataset.parameters
  const summary = `seed ${seed}, ${runs} runs, world time ${formatIsoMicroseconds(twin.world.now)} (${twin.world.clockMode.kind})`
  const vendors = twin.vendors.flatMap((vendor) => [
    `${colors.bold(vendor.name.padEnd(9))} ${server.url}${vendor.demo.basePath}  ${colors.dim(vendor.demo.authorization)}`,
    `  ${formatCurl(vendor, twin, server)}`,
  ])
  return [
    `${colors.bold(`Flowtwin ${readVersion()}`)} is ready: ${summary}.`,
    ...vendors,
    ...formatClockHint(server, options),
    `${formatPageLink(server, options)}Health: ${server.url}/_twin/v1/health. Stop with Ctrl+C.`,
  ].join('\n')
}

function formatClockHint(server: RunningServer, { controlToken }: BannerOptions): readonly string[] {
  if (server.controlUrl === null) return []
  const clock = `${server.controlUrl}/_twin/v1/worlds/default/clock`
  const token = formatTokenHeader(server, controlToken)
  return [
    'Advance the clock by half an hour:',
    `  curl -s -H 'Content-Type: application/json'${token} '${clock}' -d '{"advance":"31m"}'`,
  ]
}

/** The token is in the fragment, which browsers do not send. */
function formatPageLink({ controlUrl, exposure }: RunningServer, { controlToken, page }: BannerOptions): string {
  if (controlUrl === null || page === 'off') return ''
  return `Page: ${controlUrl}/_twin/${exposure === 'loopback' ? '' : `#token=${controlToken}`}  `
}

/** The control API requires a token except on a loopback address. */
function formatTokenHeader({ exposure }: RunningServer, controlToken: string): string {
  return exposure === 'loopback' ? '' : ` -H 'Authorization: Bearer ${controlToken}'`
}

/** Formats the line of JSON for scripts. @param controlToken the random token, which is printed here only */
function formatReadyLine(twin: Twin, server: RunningServer, controlToken: string | undefined): string {
  const { seed } = twin.world.dataset.parameters
  const vendors = twin.vendors.map(({ name, demo: { basePath, credential, clients } }) => {
    return { name, url: `${server.url}${basePath}`, credential, ...(clients === undefined ? {} : { clients }) }
  })
  const now = formatIsoMicroseconds(twin.world.now)
  const { url, port, controlUrl } = server
  return JSON.stringify({ event: 'ready', url, port, controlUrl, controlToken, seed, now, vendors })
}

function formatCurl(vendor: VendorInfo, twin: Twin, server: RunningServer): string {
  const { demo } = vendor
  return `curl -gs -H 'Authorization: ${demo.authorization}' '${server.url}${demo.buildExamplePath(twin.world)}'`
}
