import type { Command } from 'commander'
import pc from 'picocolors'
import { getExposure, type RunningServer } from '../../mock/http/node/server.ts'
import type { VendorInfo } from '../../mock/http/vendor.ts'
import { readCalendarTime } from '../../mock/real-clock.ts'
import { createTwin, type Twin, type TwinOptions } from '../../mock/twin.ts'
import { formatIsoMicroseconds, parseIso } from '../../mock/wire/date-time.ts'
import { ParameterError } from '../../mock/world/dataset/parameters.ts'
import type { Instant } from '../../mock/world/time.ts'
import { parseChoice, parseNumberOrText, parseWholeNumber } from '../parse-value.ts'
import { UsageError } from '../usage-error.ts'
import { readVersion } from '../package-files.ts'

export function addServeCommand(program: Command): void {
  program
    .command('serve', { isDefault: true })
    .description('Serve the mock APIs.')
    .option('--port <number>', 'port to listen on; 0 picks a free one', '4010')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <text>', 'seed of the data', '42')
    .option('--runs <number>', 'number of initial runs', '1000')
    .option('--every <duration>', 'interval between new runs, such as 30s or 2m', '2m')
    .option('--now <instant>', 'initial time of the world (default: now)')
    .option('--clock <mode>', 'live, frozen, or a speed such as 60x', 'live')
    .option('--only <vendors>', 'serve only these vendors, separated by commas')
    .option('--limits <on|off>', 'enforce the documented rate limits', 'on')
    .option('--auth <relaxed|strict>', 'accept any well-formed credential, or only issued ones', 'relaxed')
    .option('--quirk <id=position>', 'set a behaviour switch; repeatable', collectOption, [])
    .option('--strict-worlds', 'do not create worlds on first use')
    .option('--control-token <text>', 'bearer token for non-local clients of the control API (default: random)')
    .option('--no-control', 'serve no control API except health')
    .option('--control-port <number>', 'serve the control API on a port of its own; 0 picks a free one')
    .option('--page <mode>', 'web page at /_twin/: on, off or read-only', 'on')
    .option('--json', 'print one line of JSON when ready')
    .action(runServe)
}

function collectOption(text: string, previous: readonly string[]): readonly string[] {
  return [...previous, text]
}

interface ServeOptions {
  readonly port: string
  readonly host: string
  readonly seed: string
  readonly runs: string
  readonly every: string
  readonly now?: string
  readonly clock: string
  readonly only?: string
  readonly limits: string
  readonly auth: string
  readonly quirk: readonly string[]
  readonly strictWorlds?: boolean
  readonly controlToken?: string
  /** False with --no-control. */
  readonly control: boolean
  readonly controlPort?: string
  readonly page: string
  readonly json?: boolean
}

/** Serves until SIGINT or SIGTERM; prints the banner, or one line of JSON. */
async function runServe(options: ServeOptions): Promise<void> {
  const twin = createTwinFromOptions(options)
  const controlToken = options.controlToken ?? (await createControlToken(options.host))
  const server = await openServer(twin, { ...options, controlToken })
  // Signals are handled before the first line is printed, because its reader may stop the server at once.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  const banner = { controlToken, page: parsePageMode(options) }
  console.log(options.json === true ? formatReadyLine(twin, server) : formatBanner(twin, server, banner))
  await stopped
  await server.close()
}

/** Creates a random token; empty on a loopback address, where none is required. */
async function createControlToken(host: string): Promise<string> {
  return getExposure(host) === 'loopback' ? '' : (await import('node:crypto')).randomUUID()
}

function createTwinFromOptions(options: ServeOptions): Twin {
  const given: TwinOptions = {
    seed: parseNumberOrText(options.seed),
    runs: parseWholeNumber('--runs', options.runs),
    every: options.every,
    now: parseStart(options),
    clock: parseClock(options.clock),
    limits: parseChoice('--limits', options.limits, ['on', 'off']) === 'on',
    auth: parseChoice('--auth', options.auth, ['relaxed', 'strict']),
    quirks: Object.fromEntries(options.quirk.map(parseQuirk)),
    strictWorlds: options.strictWorlds ?? false,
    ...(options.only === undefined ? {} : { only: options.only.split(',').map((name) => name.trim()) }),
  }
  try {
    return createTwin(given)
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

async function openServer(
  twin: Twin,
  options: ServeOptions & { readonly controlToken: string },
): Promise<RunningServer> {
  const { host, controlToken } = options
  const [port, control] = [parsePort('--port', options.port), parseControlPort(options)]
  const page = parsePageMode(options)
  try {
    return await twin.listen({ port, host, ownsProcess: true, controlToken, control, page })
  } catch (error) {
    throw new UsageError(formatListenError(error, options), { cause: error })
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
    `${pc.bold(vendor.name.padEnd(9))} ${server.url}${vendor.demo.basePath}  ${pc.dim(vendor.demo.authorization)}`,
    `  ${formatCurl(vendor, twin, server)}`,
  ])
  return [
    `${pc.bold(`Flowtwin ${readVersion()}`)} is ready: ${summary}.`,
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

/** Formats the line of JSON for scripts. */
function formatReadyLine(twin: Twin, server: RunningServer): string {
  const { seed } = twin.world.dataset.parameters
  const vendors = twin.vendors.map(({ name, demo: { basePath, credential, clients } }) => {
    return { name, url: `${server.url}${basePath}`, credential, ...(clients === undefined ? {} : { clients }) }
  })
  const now = formatIsoMicroseconds(twin.world.now)
  const { url, port, controlUrl } = server
  return JSON.stringify({ event: 'ready', url, port, controlUrl, seed, now, vendors })
}

function formatCurl(vendor: VendorInfo, twin: Twin, server: RunningServer): string {
  const { demo } = vendor
  return `curl -gs -H 'Authorization: ${demo.authorization}' '${server.url}${demo.buildExamplePath(twin.world)}'`
}
