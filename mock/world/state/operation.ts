import type { ClockMode } from '../time/clock.ts'
import type { Environment } from '../dataset/distribution.ts'
import type { EndStatus } from '../model/outcome.ts'
import type { Duration, Instant } from '../time/instant.ts'
import type { Person } from '../model/contact.ts'
import type { RunInput, JsonObject, RunNumber } from '../model/run.ts'
import type { CustomRun } from './custom-run.ts'

/** A change to a world. Operations are the only way in which anything changes; a world is its seed plus these. */
export type Operation =
  | {
      readonly kind: 'create'
      readonly flow: number
      readonly contact: number
      readonly environment: Environment
      readonly input: RunInput | null
    }
  | {
      readonly kind: 'change'
      readonly run: RunNumber
      /** Ends the run this way, before the variables are looked at. */
      readonly end: EndStatus | null
      /** Replaces everything the run has gathered. */
      readonly variables: JsonObject | null
    }
  | { readonly kind: 'delete'; readonly run: RunNumber }
  | {
      /** The contact gives the next answer, which takes a queued run up and may complete it. */
      readonly kind: 'step'
      readonly run: RunNumber
    }
  | {
      /** Makes people, and runs just as they are told; those of the future arrive when their instant comes. All or none. */
      readonly kind: 'insert'
      /** They get the next contact numbers, in order. */
      readonly people: readonly { readonly person: Person; readonly createdAt: Instant }[]
      readonly runs: readonly CustomRun[]
    }
  | {
      /** Lets runs of a flow, or of any, arrive together or spread over a time. */
      readonly kind: 'burst'
      readonly count: number
      /** Null: now. */
      readonly from: Instant | null
      readonly spread: Duration
      readonly flow: number | null
      readonly environment: Environment
    }
  | {
      /** Lets a run arrive every so often from now on, in the place of what arrived before; null: none. */
      readonly kind: 'set-arrival-rate'
      readonly every: Duration | null
      readonly flow: number | null
      readonly environment: Environment
    }
  | {
      /** Starts a run for each contact, all at one instant, and keeps a record of it under its own sequence number. */
      readonly kind: 'broadcast'
      readonly flow: number
      readonly contacts: readonly number[]
      readonly environment: Environment
      readonly input: RunInput | null
      readonly record: { readonly resource: string; readonly value: JsonObject }
    }
  | { readonly kind: 'create-contact'; readonly person: Person }
  | { readonly kind: 'change-contact'; readonly contact: number; readonly person: Person }
  | {
      /** Puts switches into positions; those not named stay where they are. */
      readonly kind: 'configure'
      readonly settings: Readonly<Record<string, string>>
    }
  | {
      /** Keeps something of a vendor's own beside the runs, numbered by the operation. */
      readonly kind: 'create-record'
      readonly resource: string
      readonly value: JsonObject
    }
  | {
      readonly kind: 'update-record'
      readonly resource: string
      readonly number: number
      readonly value: JsonObject
    }
  | { readonly kind: 'delete-record'; readonly resource: string; readonly number: number }
  | {
      /** Arms rules by which the server misbehaves, in the place of all that were armed; the world does not read them. */
      readonly kind: 'set-fault-rules'
      readonly rules: readonly JsonObject[]
    }
  | {
      /** Sets request quotas by vendor, in the place of all that were set; the world does not read them. */
      readonly kind: 'set-rate-limits'
      readonly limits: Readonly<Record<string, JsonObject>>
    }
  | { readonly kind: 'advance'; readonly by: Duration }
  | { readonly kind: 'switch-clock'; readonly mode: ClockMode }

/** An operation that was carried out: its place in the world's history and the instant at which it took effect. */
export interface LoggedOperation {
  readonly sequence: number
  readonly at: Instant
  readonly operation: Operation
}

/** Where a world's operations are kept, in order. */
export interface OperationLog {
  readonly size: number
  append(logged: LoggedOperation): void
  /** Those after the first so many, in order. */
  readEntries(after?: number): Iterable<LoggedOperation>
  /** A log that begins with the same operations and goes its own way from here. */
  fork(): OperationLog
  /** An empty log of the same kind. */
  createEmpty(): OperationLog
}

/** Why a world does not carry an operation out. */
export type OperationErrorReason =
  | 'unknown-run'
  | 'unknown-flow'
  | 'unknown-contact'
  | 'draft-flow'
  | 'already-ended'
  | 'still-running'

/** An operation that the state of the world forbids; nothing was changed. Vendors say it in their own words. */
export class OperationError extends Error {
  override readonly name = 'Refusal'
  readonly reason: OperationErrorReason

  constructor(reason: OperationErrorReason) {
    super(`the world refuses the operation: ${reason}`)
    this.reason = reason
  }
}

/** An operation that only whoever drives the world carries out, refused; the message says why. Nothing was changed. */
export class InvalidOperationError extends Error {
  override readonly name = 'DriveRefusal'
}

/** Those of the operations that were carried out by an instant. */
export function* takeUntil(at: Instant, logged: Iterable<LoggedOperation>): IterableIterator<LoggedOperation> {
  for (const one of logged) {
    if (one.at > at) return
    yield one
  }
}
