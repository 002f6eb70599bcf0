/** `flowtwin/contracts`: checks an API against a vendor's documents. */
export { checks, type VendorName, vendors } from './catalogue.ts'
export {
  removeLeftovers,
  type RemoveLeftoversOptions,
  type Target,
  verify,
  verifyHar,
  type VerifyHarOptions,
  type VerifyOptions,
} from './verify.ts'
export { createFlowtwinControl, type FlowtwinControlOptions } from './kit/control.ts'
export { readBaseline } from './kit/config/baseline.ts'
export { readConfig } from './kit/config/config.ts'
export { EXIT_CODES, type ExitRules, type FailOn, getExitCode } from './kit/run/exit-code.ts'
export { FlowtwinError } from './kit/errors.ts'
export { ConfigError } from './kit/config/schema-errors.ts'
export { type Connection, InvalidHeaderError, type ProxySettings, type TlsSettings } from './kit/http/connection.ts'
export { createConnectedFetch } from './kit/http/node-transport.ts'
export { HostNotAllowedError } from './kit/http/guard.ts'
export { InvalidHarError } from './kit/http/har-recording.ts'
export { UnknownCheckError } from './kit/run/engine.ts'
export type { Check, CheckNeed, CheckSource } from './kit/check.ts'
export type { Clock } from './kit/clock.ts'
export type { Baseline, BaselineResult, Waiver } from './kit/config/baseline.ts'
export type { Config } from './kit/config/config.ts'
export type { Profile } from './kit/config/profile.ts'
export type { ControlAbility, ControlAdapter, TimePassed } from './kit/control.ts'
export type { LedgerEntry } from './kit/http/ledger.ts'
export type { Limits } from './kit/http/limits.ts'
export type { Send, Transport, WireRequest, WireResponse } from './kit/http/transport.ts'
export type { Json } from './kit/json.ts'
export type { Finding, Outcome } from './kit/outcome.ts'
export type { Capability, CheckResult, Result } from './kit/result.ts'
export type { RedactedExchange, RunEvent, RunListener } from './kit/run/run-check.ts'
export type { Level } from './kit/spec/evidence.ts'
