import { crc32 } from 'node:zlib'
import { FlowtwinError } from '../world/errors.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'
import { DATASET_VERSION } from '../world/random.ts'
import type { LoggedOperation } from '../world/state/operation.ts'
import { type ClockMode, type Instant, toInstant } from '../world/time.ts'
import type { ClockPosition } from '../world/world.ts'

/** The version of the log format. A reader opens its own and older versions. */
export const LOG_FORMAT = 1

/** Raised by every change that makes the reducer turn the same operations into another state. */
export const REDUCER_VERSION = 1

/** The first operations of another log, which a world begins with. */
export interface LogSegment {
  /** The id of that log. */
  readonly id: string
  readonly operations: number
}

/** The first line of a log: everything about a world but its operations. */
export interface WorldHead {
  readonly format: number
  readonly dataSetVersion: number
  readonly reducerVersion: number
  /** Identifies this log. */
  readonly id: string
  readonly world: string
  readonly parameters: DatasetParameters
  /** The beginning, to which a reset returns. */
  readonly origin: {
    readonly segments: readonly LogSegment[]
    /** The number of operations of this log, after those of the segments, that are part of the beginning. */
    readonly operations: number
    readonly clock: ClockPosition
  }
  /** The calendar time of the beginning; with it a running clock is continued. */
  readonly wall: Instant
}

/** A line of a log after its head. Kinds are only ever added. */
export interface LogRecord {
  /** The operations of one request: all of them took place, or none. */
  readonly operations?: readonly LoggedOperation[]
  /** What the server did besides: `clock` is the latest instant that a running clock showed. */
  readonly clock?: ClockPosition
  /** What became of webhooks. A log that continues another one does not continue its webhooks. */
  readonly webhooks?: WebhookRecord
  /** The calendar time of the record, of worlds with a running clock. */
  readonly wall?: Instant
}

/** One message to one subscriber. */
export interface WebhookMessage {
  /** The vendor's id of the subscription; messages of one subscription are sent in sequence. */
  readonly subscription: string
  /** The vendor's name of the event. */
  readonly event: string
  /** The instant of the event, at which the first attempt is due. */
  readonly at: Instant
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** What the vendor builds the body of each attempt from: a value of JSON. */
  readonly content: unknown
}

export interface DeliveryAttempt {
  readonly at: Instant
  /** Null without a response. */
  readonly status: number | null
  /** The reason for an attempt without a response; null for one with. */
  readonly error: string | null
}

/** A message with its delivery state. */
export interface WebhookDelivery {
  /** Counts the deliveries of a world from 1. */
  readonly number: number
  readonly vendor: string
  readonly message: WebhookMessage
  readonly attempts: readonly DeliveryAttempt[]
  readonly state: 'pending' | 'delivered' | 'failed'
  /** The instant of the next attempt. */
  readonly dueAt: Instant
}

/** The instant up to which the events of runs are collected, and those of that instant. */
export interface WebhookPosition {
  readonly at: Instant
  readonly keys: readonly string[]
}

/** What became of webhooks since the record before; members that are absent stay as they were. */
export interface WebhookRecord {
  /** Null without subscriptions. */
  readonly collected?: WebhookPosition | null
  /** New deliveries, and the members of others that an attempt changed. */
  readonly deliveries?: readonly (WebhookDelivery | Omit<WebhookDelivery, 'vendor' | 'message'>)[]
}

/** The webhooks of a world that was stored. */
export interface WebhookProgress {
  readonly collected: WebhookPosition | null
  /** The deliveries that are neither delivered nor failed, in order. */
  readonly pending: readonly WebhookDelivery[]
  /** The number of all deliveries. */
  readonly count: number
  /** The instant of the last record, before a running clock went on without a server. */
  readonly stoppedAt: Instant
}

const RECORD_MEMBERS: ReadonlySet<string> = new Set(['operations', 'clock', 'webhooks', 'wall'])

/** A stored world that cannot be opened; the others are served. */
export class WorldRefusedError extends FlowtwinError {
  override readonly name = 'WorldRefusedError'
  override readonly code = 'world-refused'
}

/** Encodes a value as a line: its CRC-32 in hexadecimal, a space, its JSON and a line feed. */
export function encodeLine(value: WorldHead | LogRecord): string {
  const json = JSON.stringify(value)
  return `${toChecksum(json)} ${json}\n`
}

function toChecksum(json: string | Uint8Array): string {
  return crc32(json).toString(16).padStart(8, '0')
}

const CHECKSUM_BYTES = 9

/** Returns the checksum at the beginning of an encoded line. */
export function getLineChecksum(line: Buffer | string): string {
  const checksum = line.slice(0, CHECKSUM_BYTES - 1)
  return typeof checksum === 'string' ? checksum : checksum.toString('latin1')
}

/** Decodes a line without its line feed; undefined when its checksum does not match. */
export function decodeLine(line: Buffer): unknown {
  const json = line.subarray(CHECKSUM_BYTES)
  if (line.length <= CHECKSUM_BYTES || line.toString('latin1', 0, CHECKSUM_BYTES) !== `${toChecksum(json)} `)
    return undefined
  return JSON.parse(json.toString()) as unknown
}

/**
 * Returns the head of a log of a supported version.
 * @param place the log, for messages
 * @throws {WorldRefusedError} for a newer version
 */
export function parseHead(value: unknown, place: string): WorldHead {
  // Only this class of servers writes lines with a checksum; the versions say whether this one can read them.
  const head = value as WorldHead
  const versions = [
    ['log format', head.format, LOG_FORMAT],
    ['dataset version', head.dataSetVersion, DATASET_VERSION],
    ['reducer version', head.reducerVersion, REDUCER_VERSION],
  ] as const
  for (const [name, found, supported] of versions) {
    if (found === supported) continue
    const age = found > supported ? 'a newer Flowtwin' : 'an older Flowtwin'
    throw new WorldRefusedError(
      `${place} was written by ${age}: it has ${name} ${found}, and this one supports ${supported}; the file is unchanged. ` +
        'Open it with that version and copy the world with "flowtwin snapshot save"',
    )
  }
  return head
}

/** Returns a record. @throws {WorldRefusedError} for a kind that a newer version wrote */
export function parseRecord(value: unknown, place: string): LogRecord {
  const record = value as LogRecord
  const unknown = Object.keys(record).find((member) => !RECORD_MEMBERS.has(member))
  if (unknown === undefined) return record
  throw new WorldRefusedError(
    `${place} has a record of kind "${unknown}", which a newer Flowtwin wrote; the file is unchanged. Use that version`,
  )
}

/** Returns a record as part of a log that continues its own. */
export function omitWebhooks({ webhooks: _webhooks, ...record }: LogRecord): LogRecord {
  return record
}

/** Returns the clock of a world after a record, as it is at the calendar time of the record. */
export function advancePosition(position: ClockPosition, { operations = [], clock }: LogRecord): ClockPosition {
  let { now, mode } = clock ?? position
  for (const { at, operation } of operations) {
    now = operation.kind === 'advance' ? toInstant(at + Math.round(operation.by)) : at
    if (operation.kind === 'switch-clock') mode = operation.mode
  }
  return { now, mode }
}

/** Returns a clock after calendar time has passed; it never goes back. */
export function continueClock({ now, mode }: ClockPosition, wall: Instant, calendarNow: Instant): ClockPosition {
  const passed = Math.max(0, calendarNow - wall)
  return { mode, now: toInstant(now + Math.floor(passed * getRate(mode))) }
}

function getRate(mode: ClockMode): number {
  if (mode.kind === 'frozen') return 0
  return mode.kind === 'live' ? 1 : mode.rate
}
