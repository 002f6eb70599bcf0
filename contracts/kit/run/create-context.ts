import { defaultLimits, type Limits, RequestBudget } from '../http/limits.ts'
import type { Exchange, OtherCredential } from '../http/exchange.ts'
import { Client, type ExchangeRecorder } from '../http/client.ts'
import type { Clock } from '../clock.ts'
import { parseContract } from '../spec/contract.ts'
import { type ControlAdapter, synchronizeClock } from '../control.ts'
import { createReadOnlyTransport, type Permits } from '../http/guard.ts'
import { Ledger } from '../http/ledger.ts'
import { type CheckContext, ProbeCache } from '../check-context.ts'
import { PersonalDataMask } from '../http/masking.ts'
import type { Profile } from '../config/profile.ts'
import type { Result } from '../result.ts'
import type { RunListener } from './run-event.ts'
import { createRunIdentity, type RunIdentity } from './run-identity.ts'
import type { Transport } from '../http/transport.ts'
import type { Vendor } from '../vendor.ts'

/** The thing to check, and how to get in. */
export interface RunTarget {
  readonly baseUrl: string
  readonly credential: string
  /** Credentials of others: another tenant's, an expired one, one that may only read. */
  readonly otherCredentials?: Partial<Readonly<Record<OtherCredential, string>>>
  readonly transport: Transport
  /** Ids by name, for what cannot be discovered. */
  readonly knownIds: Readonly<Record<string, string>>
  /** Lets time pass and data arrive, where the target offers that. */
  readonly control?: ControlAdapter | null
}

/** How to go about it. */
export interface RunOptions {
  readonly permits: Permits
  /** Says whether a check, by its id, is wanted. */
  readonly isSelected: (id: string) => boolean
  readonly profile: Partial<Profile>
  readonly limits: Partial<Limits>
  readonly clock: Clock
  /** What was exchanged already, to be judged without asking the target anything. */
  readonly recordedExchanges?: readonly Omit<Exchange, 'number'>[]
  /** Hears of everything as it happens. */
  readonly listener?: RunListener
  /** Ends the run early; what was created is removed all the same, and the result tells what is known. */
  readonly signal?: AbortSignal
  /** Makes the last change to the result, such as what a baseline says of it. */
  readonly transformResult?: (result: Result) => Result
  /** `full` shows what belongs to people, too. */
  readonly evidence?: 'masked' | 'full'
}

export interface ContextInput {
  readonly target: RunTarget
  readonly options: RunOptions
  readonly recorder: ExchangeRecorder
}

/** All that the checks of one run use. */
export interface PreparedRun {
  readonly context: CheckContext
  readonly identity: RunIdentity
  /** Clock reading in milliseconds. */
  readonly startedAt: number
}

export function createCheckContext(vendor: Vendor, { target, options, recorder }: ContextInput): PreparedRun {
  const { permits, listener = () => {}, signal = null } = options
  const { clock, control } = synchronizeClock(createInterruptibleClock(options.clock, signal), target.control ?? null)
  const base = new URL(target.baseUrl)
  const basePath = removeSuffix(base.pathname.replace(/\/+$/, ''), vendor.prefix)
  const { scheme, accept, writes, trafficProbes } = vendor
  const { credential, otherCredentials = {}, knownIds } = target
  const dressing = {
    baseUrl: `${base.origin}${basePath}`,
    scheme,
    credential,
    otherCredentials: otherCredentials,
    accept,
  }
  const ledger = new Ledger((entry) => listener({ event: 'ledger', entry }))
  const store = new ProbeCache()
  const limits = { ...defaultLimits, ...options.limits }
  const profile = { ...vendor.profile, ...options.profile }
  const transport = restrictTransport(target.transport, permits)
  const allowance = new RequestBudget({ limits, clock: options.clock, signal })
  const contract = parseContract(vendor.document)
  const startedAt = clock.now()
  const context: CheckContext = {
    contract,
    client: new Client({
      transport,
      requestDefaults: dressing,
      clock,
      recorder,
      ledger,
      permits,
      writes,
      limits,
      operations: profile.operations,
      budget: allowance,
    }),
    getExchanges: () => recorder.exchanges,
    profile,
    ledger,
    limits,
    clock,
    permits,
    control,
    personalDataMask: options.evidence === 'full' ? null : new PersonalDataMask(contract),
    knownIds: knownIds,
    basePath,
    origin: base.origin,
    scheme,
    containsCredential: (text) => recorder.maskSecrets(text) !== text,
    otherCredentials: Object.keys(otherCredentials) as readonly OtherCredential[],
    trafficProbes: trafficProbes,
    probeOnce: async (observation) => await store.getOrRun(observation, context),
  }
  const { document } = vendor
  return {
    context,
    startedAt,
    identity: createRunIdentity({ document, profile, baseUrl: target.baseUrl, startedAt, permits, knownIds: knownIds }),
  }
}

/** Without leave for anything else the way to the target itself carries nothing but reading. */
function restrictTransport(transport: Transport, { writes, probeMethods }: Permits): Transport {
  return writes || probeMethods || transport.isReplay === true ? transport : createReadOnlyTransport(transport)
}

function removeSuffix(text: string, ending: string): string {
  return text.endsWith(ending) ? text.slice(0, -ending.length) : text
}

/** A clock that stops waiting when the run is to end. */
function createInterruptibleClock(clock: Clock, signal: AbortSignal | null): Clock {
  if (signal === null) return clock
  const ended = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return { now: clock.now, sleep: async (milliseconds) => await Promise.race([clock.sleep(milliseconds), ended]) }
}
