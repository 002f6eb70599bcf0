import type { ActiveRule } from '../faults/rule.ts'
import {
  listHeaderPairs,
  readResponseBody,
  type RecordedResponse,
  type RecordedVendor,
  type RequestRecord,
} from '../journal/request-record.ts'
import type { RateLimit } from '../rate-limit.ts'
import type { Instant, RealTime } from '../../world/time.ts'

/** The requests to a world that one server has handled, as JSON: journal, used rate limits and hits of fault rules. */
export interface ServerState {
  readonly version: typeof SERVER_STATE_VERSION
  readonly journal: JournalState
  readonly rateLimiters: readonly RateLimiterState[]
  /** Remaining requests that the control API set, by vendor. */
  readonly remaining: readonly (readonly [vendor: string, remaining: RemainingRequests])[]
  readonly faultRules: readonly FaultRuleState[]
}

/** A server ignores the state of another version. */
export const SERVER_STATE_VERSION = 1

export interface RemainingRequests {
  readonly requests: number
  readonly at: Instant
}

export interface RateLimiterState {
  /** "<vendor> <bucket>". */
  readonly key: string
  readonly rateLimit: RateLimit
  readonly consumed: readonly Instant[]
}

export type FaultRuleState = ReturnType<ActiveRule['exportState']>

/** A journal's requests that have a response. */
export interface JournalState {
  readonly count: number
  readonly clearedThrough: number
  /** Credentials that stay redacted. */
  readonly secrets: readonly string[]
  readonly records: readonly RecordState[]
}

interface RecordState extends Pick<
  RequestRecord,
  'sequence' | 'method' | 'url' | 'at' | 'responseSize' | 'isBodyDropped'
> {
  readonly vendor: string | null
  readonly operation: string | null
  /** Null once dropped. */
  readonly headers: Readonly<Record<string, string>> | null
  readonly requestBody: string | null
  readonly responseBody: string | null
  readonly response: RecordedResponse
  readonly duration: number
}

export function exportRecord(record: RequestRecord): readonly RecordState[] {
  const { sequence, method, url, at, responseSize, isBodyDropped, vendor, operation, headers, response } = record
  if (response === null) return []
  return [
    {
      sequence,
      method,
      url,
      at,
      responseSize,
      isBodyDropped,
      response,
      vendor: vendor?.name ?? null,
      operation: operation?.id ?? null,
      headers: headers === null ? null : Object.fromEntries(listHeaderPairs(headers)),
      requestBody: record.requestBody,
      responseBody: readResponseBody(record),
      duration: record.endedAt - record.startedAt,
    },
  ]
}

export function restoreRecord(state: RecordState, vendors: readonly RecordedVendor[]): RequestRecord {
  const { vendor: vendorName, operation: operationId, duration, ...others } = state
  const vendor = vendors.find(({ name }) => name === vendorName)
  return {
    ...others,
    vendor,
    operation: vendor?.operations.find(({ id }) => id === operationId),
    startedAt: 0 as RealTime,
    endedAt: duration as RealTime,
  }
}
