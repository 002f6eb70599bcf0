import { checks, type VendorName, vendors } from './checks.ts'
import type { OtherCredential } from './kit/call.ts'
import type { Clock } from './kit/clock.ts'
import type { Control } from './kit/control.ts'
import { run } from './kit/engine.ts'
import type { Limits } from './kit/limits.ts'
import type { Profile } from './kit/profile.ts'
import type { Result } from './kit/result.ts'
import { selectionOf } from './kit/selection.ts'
import { systemClock } from './kit/system-clock.ts'
import { network } from './kit/network.ts'
import { inMemory, type Send, type Transport } from './kit/transport.ts'

/** What to check, and how to get in. */
export interface Target {
  readonly baseUrl: string
  readonly credential: string
  /** Further credentials: of another tenant, one that has expired, one that may only read. Checks that need them say so. */
  readonly others?: Partial<Readonly<Record<OtherCredential, string>>>
  /** A server's own `fetch`, to check it in memory; without it requests go over the network. */
  readonly send?: Send
  /** Another way to the target, for what a standard `Request` cannot carry; it wins over `send`. */
  readonly transport?: Transport
  /** Lets time pass and data arrive, for the checks that need it: `flowtwinControl`, or one of a staging system. */
  readonly control?: Control
  /** Ids by name, where the run cannot discover them: see `givens` of the vendor. */
  readonly ids?: Readonly<Record<string, string>>
}

export interface VerifyOptions {
  /** Create things, and change and delete what was created; off unless asked for. */
  readonly writes?: boolean
  /** Send methods that nobody documented, to see them refused; off unless asked for. */
  readonly probeMethods?: boolean
  /** Send many requests at once; off unless asked for. */
  readonly load?: boolean
  /** Ids of checks, with `*` for any ending; all when left out. */
  readonly only?: readonly string[]
  /** How to read the documents where they leave something open. */
  readonly profile?: Partial<Profile>
  readonly limits?: Partial<Limits>
  readonly clock?: Clock
}

/**
 * Checks a target against a vendor's documents. The result says what was found, whether or not the contract is kept.
 *
 * @throws {UnknownCheck} when `only` selects nothing
 */
export async function verify(vendor: VendorName, target: Target, options: VerifyOptions = {}): Promise<Result> {
  const { baseUrl, credential, others = {}, send, ids = {} } = target
  const {
    writes = false,
    probeMethods = false,
    load = false,
    only = [],
    profile = {},
    limits = {},
    clock = systemClock,
  } = options
  const selected = selectionOf(
    only,
    vendors[vendor].checks.map(({ id }) => id),
  )
  const transport = target.transport ?? (send === undefined ? network : inMemory(send))
  return await run(
    vendors[vendor],
    { baseUrl, credential, others, transport, given: ids, control: target.control ?? null },
    { permits: { writes, probeMethods, load }, selected, profile, limits, clock },
  )
}

export { checks, type VendorName, vendors }
export { flowtwinControl, type FlowtwinControl } from './kit/flowtwin-control.ts'
export { EXIT, exitCode } from './kit/exit-code.ts'
export { consoleReport, type Paint, plain } from './kit/report/console.ts'
export { UnknownCheck } from './kit/selection.ts'
export { type CheckResult, type Result, type Score, type Summary, summaryOf } from './kit/result.ts'
export type { Check, Need, Source } from './kit/check.ts'
export type { Ability, Control, Moved } from './kit/control.ts'
export type { Clock } from './kit/clock.ts'
export type { Finding } from './kit/finding.ts'
export type { Level } from './kit/level.ts'
export type { Limits } from './kit/limits.ts'
export type { Outcome } from './kit/outcome.ts'
export type { Profile } from './kit/profile.ts'
export type { Send, Transport, WireAnswer, WireRequest } from './kit/transport.ts'
