import { checks, type VendorName, vendors } from './checks.ts'
import { skippedBy, withBaseline } from './kit/baseline/apply.ts'
import type { Baseline } from './kit/baseline/verdict.ts'
import type { Check } from './kit/check.ts'
import type { Clock } from './kit/clock.ts'
import { run } from './kit/engine.ts'
import { requireAllowed } from './kit/allowed-hosts.ts'
import type { Limits } from './kit/limits.ts'
import type { Profile } from './kit/profile.ts'
import type { Result } from './kit/result.ts'
import type { Listener } from './kit/run-event.ts'
import { selectionOf } from './kit/selection.ts'
import type { Target } from './target.ts'
import { systemClock } from './kit/system-clock.ts'
import { network } from './kit/network.ts'
import { inMemory } from './kit/transport.ts'

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
  const { writes = false, probeMethods = false, load = false, only = [] } = options
  const { profile = {}, limits = {}, clock = systemClock } = options
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
      others: target.others ?? {},
      transport: target.transport ?? (send === undefined ? network : inMemory(send)),
      given: ids,
      control,
    },
    {
      permits: { writes, probeMethods, load },
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
export type { Target } from './target.ts'
export { judgeHar, type JudgeOptions } from './passive.ts'
export { removeLeftBehind, type RemovalOptions } from './left-behind.ts'
export { HostNotAllowed } from './kit/allowed-hosts.ts'
export { unexpected, withBaseline } from './kit/baseline/apply.ts'
export { type Grounds, pruned, updated } from './kit/baseline/change.ts'
export { baselineSchema, readBaseline } from './kit/baseline/read-baseline.ts'
export { explanationOf, familyOf } from './kit/explanations.ts'
export { EXIT, exitCode, type FailOn } from './kit/exit-code.ts'
export { flowtwinControl, type FlowtwinControl } from './kit/flowtwin-control.ts'
export { HarUnusable } from './kit/har-record.ts'
export { annotations } from './kit/report/annotations.ts'
export { consoleReport, type Paint, plain } from './kit/report/console.ts'
export { type Reported, type ReportFormat, reportFormats } from './kit/report/formats.ts'
export { ndjsonLine } from './kit/report/ndjson.ts'
export { resultSchema } from './kit/report/result-schema.ts'
export { UnknownCheck } from './kit/selection.ts'
export { ambiguities, type Ambiguity } from './kit/settings/ambiguities.ts'
export { nearest, SettingsError } from './kit/settings/complaints.ts'
export { type Config, configSchema, readConfig } from './kit/settings/config.ts'
export { profileOf } from './kit/settings/profile-schema.ts'
export {
  brokenLevel,
  type Capability,
  type CheckResult,
  type Result,
  type Score,
  type Summary,
  summaryOf,
} from './kit/result.ts'
export type { Baseline, BaselineVerdict, Waiver } from './kit/baseline/verdict.ts'
export type { Check, Need, Source } from './kit/check.ts'
export type { Ability, Control, Moved } from './kit/control.ts'
export type { Clock } from './kit/clock.ts'
export type { Finding } from './kit/finding.ts'
export type { Json } from './kit/json.ts'
export type { LedgerEntry } from './kit/ledger.ts'
export type { Level } from './kit/level.ts'
export type { Limits } from './kit/limits.ts'
export type { Outcome } from './kit/outcome.ts'
export type { Profile } from './kit/profile.ts'
export type { Listener, RunEvent, ShownExchange } from './kit/run-event.ts'
export type { Send, Transport, WireAnswer, WireRequest } from './kit/transport.ts'
