import { Allowance } from './allowance.ts'
import type { OtherCredential } from './call.ts'
import { Client } from './client.ts'
import type { Clock } from './clock.ts'
import { contractOf } from './contract.ts'
import { type Control, inStep } from './control.ts'
import type { Exchange } from './exchange.ts'
import { readingOnly } from './guard.ts'
import { Ledger } from './ledger.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { type Context, ObservationStore } from './observation.ts'
import { Personal } from './personal.ts'
import type { Profile } from './profile.ts'
import type { Recorder } from './recorder.ts'
import type { Result } from './result.ts'
import type { Listener } from './run-event.ts'
import { identityOf, type RunIdentity } from './run-identity.ts'
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
  /** What was exchanged already, to be judged without asking the target anything. */
  readonly recorded?: readonly Omit<Exchange, 'number'>[]
  /** Hears of everything as it happens. */
  readonly listener?: Listener
  /** Ends the run early; what was created is removed all the same, and the result tells what is known. */
  readonly signal?: AbortSignal
  /** Makes the last change to the result, such as what a baseline says of it. */
  readonly finish?: (result: Result) => Result
  /** `full` shows what belongs to people, too. */
  readonly evidence?: 'masked' | 'full'
}

export interface Wiring {
  readonly subject: Subject
  readonly options: RunOptions
  readonly recorder: Recorder
}

/** All that the checks of one run use. */
export interface Prepared {
  readonly context: Context
  readonly identity: RunIdentity
  /** Clock reading in milliseconds. */
  readonly startedAt: number
}

export function contextOf(vendor: Vendor, { subject, options, recorder }: Wiring): Prepared {
  const { permits, listener = () => {}, signal = null } = options
  const { clock, control } = inStep(interruptible(options.clock, signal), subject.control ?? null)
  const base = new URL(subject.baseUrl)
  const basePath = withoutEnding(base.pathname.replace(/\/+$/, ''), vendor.prefix)
  const { scheme, accept, writes, traffic } = vendor
  const { credential, others = {}, given } = subject
  const dressing = { baseUrl: `${base.origin}${basePath}`, scheme, credential, others, accept }
  const ledger = new Ledger((entry) => listener({ event: 'ledger', entry }))
  const store = new ObservationStore()
  const limits = { ...defaultLimits, ...options.limits }
  const profile = { ...vendor.profile, ...options.profile }
  const transport = permitted(subject.transport, permits)
  const allowance = new Allowance({ limits, clock: options.clock, signal })
  const contract = contractOf(vendor.document)
  const startedAt = clock.now()
  const context: Context = {
    contract,
    client: new Client({
      transport,
      dressing,
      clock,
      recorder,
      ledger,
      permits,
      writes,
      limits,
      operations: profile.operations,
      allowance,
    }),
    exchanges: () => recorder.exchanges,
    profile,
    ledger,
    limits,
    clock,
    permits,
    control,
    personal: options.evidence === 'full' ? null : new Personal(contract),
    given,
    basePath,
    origin: base.origin,
    scheme,
    reveals: (text) => recorder.masked(text) !== text,
    others: Object.keys(others) as readonly OtherCredential[],
    traffic,
    observe: async (observation) => await store.get(observation, context),
  }
  const { document } = vendor
  return {
    context,
    startedAt,
    identity: identityOf({ document, profile, baseUrl: subject.baseUrl, startedAt, permits, given }),
  }
}

/** Without leave for anything else the way to the target itself carries nothing but reading. */
function permitted(transport: Transport, { writes, probeMethods }: Permits): Transport {
  return writes || probeMethods || transport.replays === true ? transport : readingOnly(transport)
}

function withoutEnding(text: string, ending: string): string {
  return text.endsWith(ending) ? text.slice(0, -ending.length) : text
}

/** A clock that stops waiting when the run is to end. */
function interruptible(clock: Clock, signal: AbortSignal | null): Clock {
  if (signal === null) return clock
  const ended = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return { now: clock.now, sleep: async (milliseconds) => await Promise.race([clock.sleep(milliseconds), ended]) }
}
