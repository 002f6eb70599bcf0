import type { PostWebhook } from './http/webhook-dispatcher.ts'
import type { Wait } from './http/faults/transport.ts'
import type { PipelineDeps } from './http/request-context.ts'
import type { Vendor } from './http/vendor.ts'
import { parseDuration, parseIso } from './wire/date-time.ts'
import type { ClockMode } from './world/time/clock.ts'
import type { Duration, Instant } from './world/time/instant.ts'
import { type DatasetParameters, ParameterError } from './world/dataset/parameters.ts'

/** @param bindings the socket's side of a request that came over the network, where the server hands it on */
type TwinFetch = (request: Request, bindings?: object) => Promise<Response>

/** What a twin is made from; everything has a default. */
export interface TwinOptions {
  /** Same seed, same bytes. Default 42. */
  readonly seed?: string | number
  /** Runs that exist at the start. Default 1000. */
  readonly runs?: number
  /** Time between arrivals: microseconds, or text such as "2m". Default two minutes. */
  readonly every?: Duration | string
  /** The instant at which the world starts: an ISO 8601 text. Default 2026-01-15T09:00:00Z. */
  readonly now?: string | Instant
  /** How time moves: "frozen" (default), "live", or so many times as fast as real time. */
  readonly clock?: 'frozen' | 'live' | number
  /** Further parameters of the universe. */
  readonly dataset?: Partial<DatasetParameters>
  /** "relaxed" (default) takes any well-formed credential, "strict" only those that Flowtwin issued. */
  readonly auth?: 'relaxed' | 'strict'
  /** Positions of quirks, by id; see `quirks`. */
  readonly quirks?: Readonly<Record<string, string>>
  /** Whether documented request quotas are enforced. Default true. */
  readonly limits?: boolean
  /** Whether only worlds that were made on purpose can be asked for; else they are made when they are. Default false. */
  readonly strictWorlds?: boolean
  /** How many worlds there may be. Default 1000. */
  readonly maxWorlds?: number
  /** Told of every world that is dropped for idleness. Default: written to stderr. */
  readonly onWorldEvicted?: (sentence: string) => void
  /** The vendors to serve, by name. Default all. */
  readonly only?: readonly string[]
  /** Other vendors to serve instead of those that Flowtwin describes. */
  readonly vendors?: readonly Vendor[]
  readonly mutateResponse?: PipelineDeps['mutateResponse']
  /** Stands around every request, wherever it comes from: to write down what goes by. */
  readonly wrapFetch?: (answer: TwinFetch) => TwinFetch
  /** Sends the messages of webhooks. Default: over the network. */
  readonly postWebhook?: PostWebhook
  /** Lets real time pass, for answers that a fault rule makes late. Default: a timer. */
  readonly wait?: Wait
  /** Told of errors that are Flowtwin's own. Default: written to stderr. */
  readonly onError?: (error: unknown) => void
}

/** The universe's parameters that the options name. @throws {ParameterError} */
export function toDatasetParameters(options: TwinOptions): Partial<DatasetParameters> {
  const given = {
    seed: options.seed,
    runs: options.runs,
    every: options.every === undefined ? undefined : parseDurationOption(options.every),
    start: options.now === undefined ? undefined : parseInstantOption(options.now),
  }
  const named = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...options.dataset, ...Object.fromEntries(named) }
}

/** @throws {ParameterError} */
export function parseDurationOption(given: Duration | string): Duration {
  const duration = typeof given === 'number' ? given : parseDuration(given)
  if (duration !== undefined) return duration
  throw new ParameterError(`"${given}" is no duration; write 90s, 31m, 1h30m or PT31M`)
}

function parseInstantOption(given: string | Instant): Instant {
  const at = typeof given === 'number' ? given : parseIso(given)
  if (at !== undefined) return at
  throw new ParameterError(`"${given}" is no instant; write one such as 2026-01-15T09:00:00Z`)
}

/** @throws {ParameterError} */
export function parseClockOption(clock: TwinOptions['clock'] = 'frozen'): ClockMode {
  if (clock === 'frozen' || clock === 'live') return { kind: clock }
  if (Number.isFinite(clock) && clock > 0) return { kind: 'scaled', rate: clock }
  throw new ParameterError(`a clock cannot run ${clock} times as fast; give a number above 0, "live" or "frozen"`)
}
