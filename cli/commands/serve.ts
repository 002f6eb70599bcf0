import { readCalendarTime } from '../../mock/real-clock.ts'
import { createTwin, type Twin, type TwinOptions } from '../../mock/twin.ts'
import { parseIso } from '../../mock/wire/date-time.ts'
import type { Instant } from '../../mock/world/time/instant.ts'
import { ParameterError } from '../../mock/world/dataset/parameters.ts'
import { type RunningServer, getExposure } from '../../mock/http/node/server.ts'
import { formatBanner, formatReadyLine } from './banner.ts'
import { UsageError } from '../usage-error.ts'

/** The options of `flowtwin serve`, as the command line gives them. */
export interface ServeOptions {
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

/** Serves until SIGINT or SIGTERM; prints what a newcomer needs, or one line of JSON. */
export async function runServe(options: ServeOptions): Promise<void> {
  const twin = createTwinFromOptions(options)
  const controlToken = options.controlToken ?? (await createControlToken(options.host))
  const listening = await openServer(twin, { ...options, controlToken })
  // Heard from before the first line on: whoever reads it may stop the server at once.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  console.log(
    options.json === true
      ? formatReadyLine(twin, listening)
      : formatBanner(twin, listening, { controlToken, page: parsePageMode(options) }),
  )
  await stopped
  await listening.close()
}

/** A token that nobody guesses; none is asked for on this machine, so there nothing has to be loaded for one. */
async function createControlToken(host: string): Promise<string> {
  return getExposure(host) === 'loopback' ? '' : (await import('node:crypto')).randomUUID()
}

function createTwinFromOptions(options: ServeOptions): Twin {
  const given: TwinOptions = {
    seed: /^-?\d{1,15}$/.test(options.seed) ? Number(options.seed) : options.seed,
    runs: parseWholeNumber('--runs', options.runs),
    every: options.every,
    now: parseStart(options),
    clock: parseClock(options.clock),
    limits: parseServeChoice('--limits', options.limits, ['on', 'off']) === 'on',
    auth: parseServeChoice('--auth', options.auth, ['relaxed', 'strict']),
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
  const port = parseWholeNumber('--port', options.port)
  if (port > 65_535) throw new UsageError(`--port ${port} does not exist; give one from 0 (any free one) to 65535.`)
  try {
    const { host, controlToken } = options
    return await twin.listen({
      port,
      host,
      ownsProcess: true,
      controlToken,
      control: parseControlPort(options),
      page: parsePageMode(options),
    })
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(formatListenError(error, options), { cause: error })
  }
}

function parsePageMode({ page }: ServeOptions): 'on' | 'read-only' | 'off' {
  return parseServeChoice('--page', page, ['on', 'read-only', 'off'])
}

function parseControlPort({ control, controlPort }: ServeOptions): 'shared' | 'off' | number {
  if (!control) {
    if (controlPort !== undefined)
      throw new UsageError('--no-control and --control-port contradict each other; give one.')
    return 'off'
  }
  if (controlPort === undefined) return 'shared'
  const port = parseWholeNumber('--control-port', controlPort)
  if (port > 65_535)
    throw new UsageError(`--control-port ${port} does not exist; give one from 0 (any free one) to 65535.`)
  return port
}

function formatListenError(error: unknown, { port: wanted, host }: ServeOptions): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const port = error instanceof Error && 'port' in error ? String(error.port) : wanted
  if (code === 'EADDRINUSE')
    return `port ${port} is taken; stop what uses it, or choose another with --port (0 picks a free one).`
  if (code === 'EACCES') return `port ${port} needs more rights than this user has; choose one above 1023 with --port.`
  return `cannot listen on ${host}; give an address of this machine with --host, such as 127.0.0.1.`
}

function parseStart({ now }: ServeOptions): Instant {
  if (now === undefined) return readCalendarTime()
  const at = parseIso(now)
  if (at === undefined) throw new UsageError(`--now "${now}" is no instant; write one such as 2026-01-15T09:00:00Z.`)
  return at
}

function parseClock(text: string): 'live' | 'frozen' | number {
  if (text === 'live' || text === 'frozen') return text
  const speed = /^(\d+(?:\.\d+)?)x$/.exec(text)?.[1]
  if (speed === undefined || Number(speed) === 0) {
    throw new UsageError(`--clock "${text}" is no clock; give live, frozen, or a speed such as 60x.`)
  }
  return Number(speed)
}

function parseQuirk(text: string): readonly [string, string] {
  const cut = text.indexOf('=')
  if (cut < 1) throw new UsageError(`--quirk "${text}" is no position of a quirk; write one as id=position.`)
  return [text.slice(0, cut), text.slice(cut + 1)]
}

function parseWholeNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${option} "${text}" is no whole number; give one such as 1000.`)
  return Number(text)
}

function parseServeChoice<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === text)
  if (chosen === undefined) throw new UsageError(`${option} "${text}" is unknown; give ${choices.join(', ')}.`)
  return chosen
}
