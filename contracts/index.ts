import { checks, type VendorName, vendors } from './checks.ts'
import { skippedBy, withBaseline } from './kit/baseline/apply.ts'
import type { Baseline } from './kit/baseline/verdict.ts'
import type { Check } from './kit/check.ts'
import type { Clock } from './kit/clock.ts'
import type { Control } from './kit/control.ts'
import { run } from './kit/engine.ts'
import { requireAllowed } from './kit/allowed-hosts.ts'
import type { Limits } from './kit/limits.ts'
import type { Profile } from './kit/profile.ts'
import type { Result } from './kit/result.ts'
import type { Listener } from './kit/run-event.ts'
import { selectionOf } from './kit/selection.ts'
import { systemClock } from './kit/system-clock.ts'
import { network } from './kit/network.ts'
import { inMemory, type Send, type Transport } from './kit/transport.ts'

/** What to check, and how to get in. */
export interface Target {
  readonly baseUrl: string
  readonly credential: string
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
  /** Ids of checks, with `*` for any ending; all when left out. */
  readonly only?: readonly string[]
  /** How to read the documents where they leave something open. */
  readonly profile?: Partial<Profile>
  readonly limits?: Partial<Limits>
  readonly clock?: Clock
  /** Hosts beyond this machine that may be written to. */
  readonly allowHosts?: readonly string[]
  /** Known faults that do not fail the run while their waivers last. */
  readonly baseline?: Baseline
  /** Whether the baseline may waive findings that are holes in security. */
  readonly securityWaivers?: boolean
  /** Hears of everything as it happens. */
  readonly listener?: Listener
  /** Ends the run early, in good order. */
  readonly signal?: AbortSignal
  /** `masked`, unless told otherwise: what belongs to people does not come into a result. */
  readonly evidence?: 'masked' | 'full'
}

/**
 * Checks a target against a vendor's documents. The result says what was found, whether or not the contract is kept.
 *
 * @throws {UnknownCheck} when `only` selects nothing
 * @throws {HostNotAllowed} when it is to write to a host that nobody allowed
 */
export async function verify(vendor: VendorName, target: Target, options: VerifyOptions = {}): Promise<Result> {
  const { baseUrl, credential, send, ids = {}, control = null } = target
  const { writes = false, probeMethods = false, only = [], profile = {}, limits = {}, clock = systemClock } = options
  const own: readonly Check[] = vendors[vendor].checks
  const wanted = selectionOf(
    only,
    own.map(({ id }) => id),
  )
  const { baseline = null, securityWaivers: security = false } = options
  const skipped = baseline === null ? () => false : skippedBy(baseline, baseUrl)
  const inMemoryOnly = target.transport !== undefined || send !== undefined
  if (writes && !inMemoryOnly) requireAllowed(baseUrl, options.allowHosts ?? [])
  return await run(
    vendors[vendor],
    {
      baseUrl,
      credential,
      transport: target.transport ?? (send === undefined ? network : inMemory(send)),
      given: ids,
      control,
    },
    {
      permits: { writes, probeMethods },
      selected: (id) => wanted(id) && !skipped(id),
      profile,
      limits,
      clock,
      ...(options.listener && { listener: options.listener }),
      ...(options.signal && { signal: options.signal }),
      evidence: options.evidence ?? 'masked',
      finish: (result) =>
        baseline === null
          ? result
          : withBaseline(result, baseline, { today: result.run.startedAt.slice(0, 10), security }),
    },
  )
}

export { checks, type VendorName, vendors }
export { flowtwinControl, type FlowtwinControl } from './kit/flowtwin-control.ts'
export { HostNotAllowed } from './kit/allowed-hosts.ts'
export { EXIT, exitCode } from './kit/exit-code.ts'
export { consoleReport, type Paint, plain } from './kit/report/console.ts'
export { UnknownCheck } from './kit/selection.ts'
export { type CheckResult, type Result, type Score, type Summary, summaryOf } from './kit/result.ts'
export type { Check, Need, Source } from './kit/check.ts'
export type { Ability, Control, Moved } from './kit/control.ts'
export type { Clock } from './kit/clock.ts'
export type { Listener, RunEvent, ShownExchange } from './kit/run-event.ts'
export type { Baseline, BaselineVerdict, Waiver } from './kit/baseline/verdict.ts'
export type { Finding } from './kit/finding.ts'
export type { Level } from './kit/level.ts'
export type { Limits } from './kit/limits.ts'
export type { Outcome } from './kit/outcome.ts'
export type { Profile } from './kit/profile.ts'
export type { Send, Transport, WireAnswer, WireRequest } from './kit/transport.ts'
