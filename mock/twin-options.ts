import type { LoggedRequest } from './http/journal/request-log.ts'
import type { PostWebhook } from './http/webhook-dispatcher.ts'
import type { Wait } from './http/faults/transport.ts'
import type { PipelineDeps } from './http/request-context.ts'
import type { Vendor } from './http/vendor.ts'
import { completeOwnData, toOwnParameters } from './own-data/complete.ts'
import type { OwnDataInput, OwnRun } from './own-data/input.ts'
import type { LogStore } from './store/log-store.ts'
import { parseDuration, parseIso } from './wire/date-time.ts'
import type { ClockMode, Duration, Instant } from './world/time.ts'
import { type DatasetParameters, ParameterError } from './world/dataset/parameters.ts'

/** @param bindings node-server's view of a request that came over a socket */
type TwinFetch = (request: Request, bindings?: object) => Promise<Response>

/** The options of a twin; all have defaults. */
export interface TwinOptions {
  /** The same seed gives the same bytes. Default 42. */
  readonly seed?: string | number
  /** Runs that exist at the start. Default 1000. */
  readonly runs?: number
  /** Time between arrivals: microseconds, or text such as "2m". Default two minutes. */
  readonly every?: Duration | string
  /** The instant at which the world starts: an ISO 8601 text. Default 2026-01-15T09:00:00Z. */
  readonly now?: string | Instant
  /** "frozen" (default), "live", or the speed relative to real time. */
  readonly clock?: 'frozen' | 'live' | number
  /**
   * Your own flows, contacts and runs, as docs/own-data.md describes them; `runs` and `every` override its `generate`.
   */
  readonly data?: OwnDataInput
  /** Further parameters of the dataset. */
  readonly dataset?: Partial<DatasetParameters>
  /** "relaxed" (default) accepts any well-formed credential, "strict" only those that Flowtwin issued. */
  readonly auth?: 'relaxed' | 'strict'
  /** Positions of quirks, by id; see `quirks`. */
  readonly quirks?: Readonly<Record<string, string>>
  /** Enforce the documented rate limits. Default true. */
  readonly limits?: boolean
  /** Serve only worlds created through the control API; otherwise requests create missing worlds. Default false. */
  readonly strictWorlds?: boolean
  /** The maximum number of worlds. Default 1000. */
  readonly maxWorlds?: number
  /** Receives a message for every world evicted because it was idle. Default: written to stderr. */
  readonly onWorldEvicted?: (message: string) => void
  /** Keeps the worlds beyond the end of the process; see `openStore`. Default: worlds last as long as the process. */
  readonly store?: LogStore
  /** The vendors to serve, by name. Default all. */
  readonly only?: readonly string[]
  /** Vendors to serve instead of Flowtwin's own. */
  readonly vendors?: readonly Vendor[]
  readonly mutateResponse?: PipelineDeps['mutateResponse']
  /** Wraps the handler of every request, in process or over a socket; for recording traffic. */
  readonly wrapFetch?: (handler: TwinFetch) => TwinFetch
  /**
   * Hosts to which webhooks may be sent besides this machine: names, `*.example.org` for all names below, or `*`. A webhook
   * to the server itself is never sent. Default none. Has no effect with `postWebhook`.
   */
  readonly webhookHosts?: readonly string[]
  /** Sends the messages of webhooks. Default: over the network. */
  readonly postWebhook?: PostWebhook
  /**
   * Receives the completed requests to vendors' paths, in batches after their responses. Default: none. Requests to the control
   * API and to past worlds are not among them.
   */
  readonly onRequests?: (requests: readonly LoggedRequest[]) => void
  /** Waits in real time, for responses that a fault rule delays. Default: a timer. */
  readonly wait?: Wait
  /** Receives errors that are bugs of Flowtwin. Default: written to stderr. */
  readonly onError?: (error: unknown) => void
}

/** Returns the dataset's parameters that the options set, and the runs to insert. @throws {ParameterError} */
export function parseDataOptions(options: TwinOptions): {
  readonly parameters: Partial<DatasetParameters>
  readonly runs: readonly OwnRun[]
} {
  const parameters = toDatasetParameters(options)
  if (options.data === undefined) return { parameters: { ...options.dataset, ...parameters }, runs: [] }
  const complete = completeOwnData(options.data)
  const arrivals = options.every === undefined ? {} : { arrivals: true }
  return {
    parameters: { ...options.dataset, ...toOwnParameters(complete), ...arrivals, ...parameters },
    runs: complete.runs,
  }
}

function toDatasetParameters(options: TwinOptions): Partial<DatasetParameters> {
  const parameters = {
    seed: options.seed,
    runs: options.runs,
    every: options.every === undefined ? undefined : parseDurationOption(options.every),
    start: options.now === undefined ? undefined : parseInstantOption(options.now),
  }
  const defined = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return Object.fromEntries(defined)
}

/** @throws {ParameterError} */
export function parseDurationOption(value: Duration | string): Duration {
  const duration = typeof value === 'number' ? value : parseDuration(value)
  if (duration !== undefined) return duration
  throw new ParameterError(`"${value}" is not a duration; give one such as 90s, 31m, 1h30m or PT31M`)
}

function parseInstantOption(value: string | Instant): Instant {
  const at = typeof value === 'number' ? value : parseIso(value)
  if (at !== undefined) return at
  throw new ParameterError(`"${value}" is not an instant; give one such as 2026-01-15T09:00:00Z`)
}

/** @throws {ParameterError} */
export function parseClockOption(clock: TwinOptions['clock'] = 'frozen'): ClockMode {
  if (clock === 'frozen' || clock === 'live') return { kind: clock }
  if (Number.isFinite(clock) && clock > 0) return { kind: 'scaled', rate: clock }
  throw new ParameterError(`${clock} is not a clock speed; give a number above 0, "live" or "frozen"`)
}
