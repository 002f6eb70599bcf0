import type { OtherCredential } from './call.ts'
import type { Check } from './check.ts'
import { Client } from './client.ts'
import type { Clock } from './clock.ts'
import { cleanUp } from './clean-up.ts'
import { type Control, inStep } from './control.ts'
import { contractOf } from './contract.ts'
import { readingOnly } from './guard.ts'
import { authorityOf, outcomeOf } from './judge-check.ts'
import { Ledger } from './ledger.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { type Context, ObservationStore } from './observation.ts'
import type { Outcome } from './outcome.ts'
import { preflightOf } from './preflight.ts'
import type { Profile } from './profile.ts'
import { Recorder } from './recorder.ts'
import type { CheckResult, Result } from './result.ts'
import { maskedThroughout } from './secrets.ts'
import type { Transport } from './transport.ts'
import type { Vendor } from './vendor.ts'
import type { Permits } from './writes.ts'

/** The thing to check, and how to get in. */
export interface Subject {
  readonly baseUrl: string
  readonly credential: string
  /** Credentials of others: another tenant's, an expired one, one that may only read. */
  readonly others?: Partial<Readonly<Record<OtherCredential, string>>>
  readonly transport: Transport
  /** Ids by name, for what cannot be discovered. */
  readonly given: Readonly<Record<string, string>>
  /** Lets time pass and data arrive, where the target offers that. */
  readonly control?: Control | null
}

/** How to go about it. */
export interface RunOptions {
  readonly permits: Permits
  /** Says whether a check, by its id, is wanted. */
  readonly selected: (id: string) => boolean
  readonly profile: Partial<Profile>
  readonly limits: Partial<Limits>
  readonly clock: Clock
}

/** Runs the checks of a vendor against a target, one after another, and cleans up. */
export async function run(vendor: Vendor, subject: Subject, options: RunOptions): Promise<Result> {
  const { credential, others = {} } = subject
  const recorder = new Recorder([credential, credential.slice(0, -1), ...Object.values(others)])
  const context = contextOf(vendor, { subject, options, recorder })
  const preflight = await preflightOf(vendor, context)
  const outcomes = new Map<string, Outcome>()
  if (preflight.kind === 'ready') {
    for (const check of inRunningOrder(vendor.checks)) {
      const outcome = unselected(check, options, context.control) ?? (await outcomeOf(check, context))
      outcomes.set(check.id, maskedThroughout(outcome, recorder.masked))
    }
    await cleanUp(vendor, context)
  }
  return {
    format: 1,
    vendor: { name: vendor.name, title: vendor.title, documentVersion: vendor.document.info.version },
    target: subject.baseUrl,
    profile: context.profile,
    permits: options.permits,
    preflight: maskedThroughout(preflight, recorder.masked),
    checks: vendor.checks.map((check) => resultOf(check, context, outcomes)),
    ledger: maskedThroughout(context.ledger.entries, recorder.masked),
    traffic: { requests: context.client.sent, repeated: context.client.retried },
  }
}

/** Reading before writing, what moves the target's time after both, and the judges of the whole record at the end. */
function inRunningOrder(checks: readonly Check[]): readonly Check[] {
  return checks.toSorted((left, right) => turnOf(left) - turnOf(right))
}

function turnOf({ judgesRecord = false, needs = [] }: Check): number {
  if (judgesRecord) return 3
  return needs.includes('control') ? 2 : Math.min(needs.length, 1)
}

function unselected(
  { id, needs = [] }: Check,
  { selected, permits }: RunOptions,
  control: Control | null,
): Outcome | null {
  if (!selected(id)) return { kind: 'not-selected', reason: 'not asked for' }
  if (needs.includes('writes') && !permits.writes) return { kind: 'not-selected', reason: 'needs leave to write' }
  if (needs.includes('probe-methods') && !permits.probeMethods) {
    return { kind: 'not-selected', reason: 'needs leave to send undocumented methods' }
  }
  if (needs.includes('load') && permits.load !== true) {
    return { kind: 'not-selected', reason: 'needs leave to send many requests at once' }
  }
  if (needs.includes('control') && control === null) return { kind: 'not-selected', reason: 'needs a control adapter' }
  return null
}

function resultOf(check: Check, { contract }: Context, outcomes: ReadonlyMap<string, Outcome>): CheckResult {
  const { id, level, title, unit, needs = [], source, security = false } = check
  const outcome = outcomes.get(id) ?? { kind: 'not-selected', reason: 'the target could not be checked' }
  return {
    id,
    level,
    title,
    unit,
    needs,
    source: source.kind,
    authority: authorityOf(check, contract),
    security,
    outcome,
  }
}

interface Wiring {
  readonly subject: Subject
  readonly options: RunOptions
  readonly recorder: Recorder
}

function contextOf(vendor: Vendor, { subject, options, recorder }: Wiring): Context {
  const { permits } = options
  const { clock, control } = inStep(options.clock, subject.control ?? null)
  const base = new URL(subject.baseUrl)
  const basePath = withoutEnding(base.pathname.replace(/\/+$/, ''), vendor.prefix)
  const { scheme, accept, writes, traffic } = vendor
  const { credential, others = {}, transport, given } = subject
  const dressing = { baseUrl: `${base.origin}${basePath}`, scheme, credential, others, accept }
  const [ledger, store] = [new Ledger(), new ObservationStore()]
  const limits = { ...defaultLimits, ...options.limits }
  const context: Context = {
    contract: contractOf(vendor.document),
    client: new Client({
      transport: permitted(transport, permits),
      dressing,
      clock,
      recorder,
      ledger,
      permits,
      writes,
      limits,
    }),
    exchanges: () => recorder.exchanges,
    profile: { ...vendor.profile, ...options.profile },
    ledger,
    limits,
    clock,
    permits,
    control,
    given,
    basePath,
    origin: base.origin,
    scheme,
    reveals: (text) => recorder.masked(text) !== text,
    others: Object.keys(others) as readonly OtherCredential[],
    traffic,
    observe: async (observation) => await store.get(observation, context),
  }
  return context
}

/** Without leave for anything else the way to the target itself carries nothing but reading. */
function permitted(transport: Transport, { writes, probeMethods }: Permits): Transport {
  return writes || probeMethods ? transport : readingOnly(transport)
}

function withoutEnding(text: string, ending: string): string {
  return text.endsWith(ending) ? text.slice(0, -ending.length) : text
}
