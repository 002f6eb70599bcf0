import { checks, type VendorName, vendors } from './catalogue.ts'
import { createSkipFilter, applyBaseline } from './kit/config/apply-baseline.ts'
import type { Baseline } from './kit/config/baseline.ts'
import type { Check } from './kit/check.ts'
import { type Clock, systemClock } from './kit/clock.ts'
import { createCheckFilter, runSuite } from './kit/run/engine.ts'
import { assertHostAllowed } from './kit/http/guard.ts'
import type { Limits } from './kit/http/limits.ts'
import type { Profile } from './kit/config/profile.ts'
import type { Result } from './kit/result.ts'
import type { RunListener } from './kit/run/run-event.ts'
import type { Target } from './verify.ts'
import { nodeTransport } from './kit/http/node-transport.ts'
import { createInMemoryTransport } from './kit/http/transport.ts'

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
  readonly allowSecurityWaivers?: boolean
  /** Hears of everything as it happens. */
  readonly listener?: RunListener
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
  const wanted = createCheckFilter(
    only,
    own.map(({ id }) => id),
  )
  const { baseline = null, allowSecurityWaivers: security = false } = options
  const skipped = baseline === null ? () => false : createSkipFilter(baseline, baseUrl)
  const inMemoryOnly = target.transport !== undefined || send !== undefined
  if (writes && !inMemoryOnly) assertHostAllowed(baseUrl, options.allowHosts ?? [])
  return await runSuite(
    vendors[vendor],
    {
      baseUrl,
      credential,
      otherCredentials: target.otherCredentials ?? {},
      transport: target.transport ?? (send === undefined ? nodeTransport : createInMemoryTransport(send)),
      knownIds: ids,
      control,
    },
    {
      permits: { writes, probeMethods, load },
      isSelected: (id) => wanted(id) && !skipped(id),
      profile,
      limits,
      clock,
      ...(options.listener && { listener: options.listener }),
      ...(options.signal && { signal: options.signal }),
      evidence: options.evidence ?? 'masked',
      transformResult: (result) =>
        baseline === null
          ? result
          : applyBaseline(result, baseline, {
              today: result.run.startedAt.slice(0, 10),
              allowSecurityWaivers: security,
            }),
    },
  )
}

export { checks, type VendorName, vendors }
export type { Target } from './verify.ts'
export { verifyHar, type VerifyHarOptions } from './verify.ts'
export { removeLeftovers, type RemoveLeftoversOptions } from './verify.ts'
export { HostNotAllowedError } from './kit/http/guard.ts'
export { findUnexpectedFindings, applyBaseline } from './kit/config/apply-baseline.ts'
export { type WaiverDetails, removeStaleWaivers, addWaivers } from './kit/config/apply-baseline.ts'
export { baselineSchema, readBaseline } from './kit/config/baseline.ts'
export { getExplanation, getFamily } from './kit/explanations.ts'
export { EXIT_CODES, getExitCode, type FailOn } from './kit/run/exit-code.ts'
export { createFlowtwinControl, type FlowtwinControlOptions } from './kit/control.ts'
export { InvalidHarError } from './kit/http/har-recording.ts'
export { renderAnnotations } from './kit/report/annotations.ts'
export { renderConsole, type TextStyles, plainStyles } from './kit/report/console.ts'
export { type ReportInput, type ReportFormat, reportFormats } from './kit/report/formats.ts'
export { renderNdjsonLine } from './kit/report/formats.ts'
export { resultSchema } from './kit/report/result-schema.ts'
export { UnknownCheckError } from './kit/run/engine.ts'
export { ambiguities, type Ambiguity } from './kit/config/ambiguities.ts'
export { findNearest, ConfigError } from './kit/config/schema-errors.ts'
export { type Config, configSchema, readConfig } from './kit/config/config.ts'
export { parseProfile } from './kit/config/config.ts'
export {
  getBrokenLevel,
  type Capability,
  type CheckResult,
  type Result,
  type Score,
  type Summary,
  summarizeResult,
} from './kit/result.ts'
export type { Baseline, BaselineResult, Waiver } from './kit/config/baseline.ts'
export type { Check, CheckNeed, CheckSource } from './kit/check.ts'
export type { ControlAbility, ControlAdapter, TimePassed } from './kit/control.ts'
export type { Clock } from './kit/clock.ts'
export type { Finding } from './kit/outcome.ts'
export type { Json } from './kit/json.ts'
export type { LedgerEntry } from './kit/http/ledger.ts'
export type { Level } from './kit/spec/evidence.ts'
export type { Limits } from './kit/http/limits.ts'
export type { Outcome } from './kit/outcome.ts'
export type { Profile } from './kit/config/profile.ts'
export type { RunListener, RunEvent, RedactedExchange } from './kit/run/run-event.ts'
export type { Send, Transport, WireResponse, WireRequest } from './kit/http/transport.ts'
