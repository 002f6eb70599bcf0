import type { EndStatus, Environment } from '../model/outcome.ts'
import { FlowtwinError } from '../errors.ts'
import type { Person } from '../model/contact.ts'
import type { JsonObject } from '../model/json.ts'
import type { OwnFlow } from '../model/own-data.ts'
import type { CustomRun, RunInput, RunNumber } from '../model/run.ts'
import type { ClockMode, Duration, Instant } from '../time.ts'

/** A change to a world. Nothing else changes a world: it is its parameters plus its operations. */
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
      /** Ends the run with this status, before the variables are replaced. */
      readonly end: EndStatus | null
      /** Replaces everything that the run has gathered. */
      readonly variables: JsonObject | null
    }
  | { readonly kind: 'delete'; readonly run: RunNumber }
  | {
      /** Gives the contact's next answer; starts a queued run, and completes the run with the last answer. */
      readonly kind: 'step'
      readonly run: RunNumber
    }
  | {
      /** Creates contacts and custom runs, all or none; runs of the future arrive at their instant. */
      readonly kind: 'insert'
      /** They get the next contact numbers, in order. */
      readonly people: readonly { readonly person: Person; readonly createdAt: Instant }[]
      readonly runs: readonly CustomRun[]
    }
  | {
      /** Lets runs arrive together or spread over a time. */
      readonly kind: 'burst'
      readonly count: number
      /** Null: now. */
      readonly from: Instant | null
      readonly spread: Duration
      /** Null: any published flow. */
      readonly flow: number | null
      readonly environment: Environment
    }
  | {
      /** Replaces the arrivals by a run every so often from now on; null: none. */
      readonly kind: 'set-arrival-rate'
      readonly every: Duration | null
      readonly flow: number | null
      readonly environment: Environment
    }
  | {
      /** Starts a run for each contact at one instant, and stores a record under its own sequence number. */
      readonly kind: 'broadcast'
      readonly flow: number
      readonly contacts: readonly number[]
      readonly environment: Environment
      readonly input: RunInput | null
      readonly record: { readonly resource: string; readonly value: JsonObject }
    }
  | {
      /** Adds a flow without computed runs; it gets the next index. */
      readonly kind: 'create-flow'
      readonly flow: OwnFlow
    }
  | { readonly kind: 'create-contact'; readonly person: Person }
  | { readonly kind: 'change-contact'; readonly contact: number; readonly person: Person }
  | {
      /** Sets switches by name; the others keep their positions. */
      readonly kind: 'configure'
      readonly settings: Readonly<Record<string, string>>
    }
  | {
      /** Stores a vendor's own resource, numbered by the operation. */
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
      /** Replaces all fault rules of the server; the world does not read them. */
      readonly kind: 'set-fault-rules'
      readonly rules: readonly JsonObject[]
    }
  | {
      /** Replaces all rate limits by vendor; the world does not read them. */
      readonly kind: 'set-rate-limits'
      readonly limits: Readonly<Record<string, JsonObject>>
    }
  | { readonly kind: 'advance'; readonly by: Duration }
  | { readonly kind: 'switch-clock'; readonly mode: ClockMode }

/** An applied operation: its place in the world's history and the instant at which it took effect. */
export interface LoggedOperation {
  readonly sequence: number
  readonly at: Instant
  readonly operation: Operation
}

/** A logged operation of one kind. */
export type LoggedOperationOf<Kind extends Operation['kind']> = Omit<LoggedOperation, 'operation'> & {
  readonly operation: Extract<Operation, { readonly kind: Kind }>
}

/** The store of a world's operations, in order. */
export interface OperationLog {
  readonly size: number
  append(logged: LoggedOperation): void
  /** Returns the operations after the first `after` ones, in order. */
  readEntries(after?: number): Iterable<LoggedOperation>
  /** Removes all operations after the first `size` ones. */
  truncate(size: number): void
  /** Returns a log that begins with the same operations and grows independently. */
  fork(): OperationLog
  /** Returns an empty log of the same kind. */
  createEmpty(): OperationLog
}

export type OperationErrorCode =
  | 'unknown-run'
  | 'unknown-flow'
  | 'unknown-contact'
  | 'draft-flow'
  | 'already-ended'
  | 'still-running'

/** An operation that the state of the world forbids; nothing was changed. Vendors map the code to their own errors. */
export class OperationError extends FlowtwinError {
  override readonly name = 'OperationError'
  override readonly code: OperationErrorCode

  constructor(code: OperationErrorCode) {
    super(`the operation is not possible in this world: ${code}`)
    this.code = code
  }
}

/** An invalid operation of the control API; the message gives the reason. Nothing was changed. */
export class InvalidOperationError extends FlowtwinError {
  override readonly name = 'InvalidOperationError'
  override readonly code = 'invalid-operation'
}

/** A custom run that contradicts itself, its flow or the world; nothing was changed. */
export class InvalidRunError extends FlowtwinError {
  override readonly name = 'InvalidRunError'
  override readonly code = 'invalid-run'
  /** The place of the run in the operation, from 0. */
  readonly index: number
  /** The invalid member of the run. */
  readonly member: string

  constructor(index: number, member: string, message: string) {
    super(message)
    this.index = index
    this.member = member
  }
}

/** Iterates the operations that took effect at or before an instant. */
export function* iterateUntil(at: Instant, log: Iterable<LoggedOperation>): IterableIterator<LoggedOperation> {
  for (const logged of log) {
    if (logged.at > at) return
    yield logged
  }
}
