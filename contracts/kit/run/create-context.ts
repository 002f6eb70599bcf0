import type { Connection } from '../http/connection.ts'
import { defaultLimits, type Limits, RequestBudget } from '../http/limits.ts'
import type { Exchange, OtherCredential } from '../http/exchange.ts'
import { Client, type ExchangeRecorder } from '../http/client.ts'
import type { Clock } from '../clock.ts'
import { parseContract } from '../spec/contract.ts'
import { type ControlAdapter, synchronizeClock } from '../control.ts'
import { createReadOnlyTransport, type Permits } from '../http/guard.ts'
import { Ledger } from '../http/ledger.ts'
import { type CheckContext, ProbeCache } from '../check-context.ts'
import { createSecretFinder, PersonalDataMask } from '../http/masking.ts'
import type { Profile } from '../config/profile.ts'
import { Operations } from '../operations.ts'
import type { Result } from '../result.ts'
import type { RunListener } from './run-check.ts'
import { createRunIdentity, type RunIdentity } from './run-identity.ts'
import type { Transport } from '../http/transport.ts'
import { swapCase } from '../http/wire-request.ts'
import type { Vendor } from '../vendor.ts'

/** The target of a run, with its credentials. */
export interface RunTarget {
  readonly baseUrl: string
  readonly credential: string
  /** Credentials of another tenant, an expired one and a read-only one, for the checks that require them. */
  readonly otherCredentials?: Partial<Readonly<Record<OtherCredential, string>>>
  readonly transport: Transport
  readonly connection?: Connection
  /** Ids that cannot be discovered, by name. */
  readonly knownIds: Readonly<Record<string, string>>
  /** Control of the target's clock and data. */
  readonly control?: ControlAdapter | null
}

/** Lists the credentials of a target, in every form in which requests have them. */
export function listCredentials({ credential, otherCredentials = {} }: RunTarget): readonly string[] {
  return [credential, credential.slice(0, -1), swapCase(credential), ...Object.values(otherCredentials)]
}

/** Options of a run. */
export interface RunOptions {
  readonly permits: Permits
  /** Returns true for the id of a selected check. */
  readonly isSelected: (id: string) => boolean
  /** Reading of the documents where they leave a choice. */
  readonly profile?: Partial<Profile>
  readonly limits?: Partial<Limits>
  readonly clock: Clock
  /** Recorded exchanges, judged without requests to the target. */
  readonly recordedExchanges?: readonly Omit<Exchange, 'number'>[]
  /** Receives the events of the run as they happen. */
  readonly listener?: RunListener
  /** Ends the run early; created items are deleted and the result is complete up to then. */
  readonly signal?: AbortSignal
  /** Changes the finished result, for example by a baseline. */
  readonly transformResult?: (result: Result) => Result
  /** `masked`, the default, hides personal data in the result. */
  readonly evidence?: 'masked' | 'full'
  /** The shell variable that stands for the credential in curl commands; by default TOKEN. */
  readonly tokenVariable?: string
}

/** The context of a run, before its first request. */
export interface PreparedRun {
  readonly context: CheckContext
  readonly identity: RunIdentity
  /** Clock reading in milliseconds. */
  readonly startedAt: number
}

export function createCheckContext(
  vendor: Vendor,
  target: RunTarget,
  options: RunOptions,
  recorder: ExchangeRecorder,
): PreparedRun {
  const { permits, listener = () => {}, signal = null } = options
  const { clock, control } = synchronizeClock(createInterruptibleClock(options.clock, signal), target.control ?? null)
  const base = new URL(target.baseUrl)
  const basePath = removeSuffix(base.pathname.replace(/\/+$/, ''), vendor.prefix)
  const { scheme, accept, writes, trafficProbes } = vendor
  const { credential, otherCredentials = {}, connection = {} } = target
  const knownIds: Record<string, string> = { ...target.knownIds }
  const requestDefaults = {
    baseUrl: `${base.origin}${basePath}`,
    scheme,
    credential,
    otherCredentials,
    accept,
    gatewayHeaders: connection.headers ?? {},
  }
  const ledger = new Ledger((entry) => listener({ event: 'ledger', entry }))
  const probes = new ProbeCache()
  const limits = { ...defaultLimits, ...options.limits }
  const profile = { ...vendor.profile, ...options.profile }
  const transport = restrictTransport(target.transport, permits)
  const contract = parseContract(vendor.document)
  const operations = new Operations({ contract, required: vendor.requiredOperations, setting: profile.operations })
  const startedAt = clock.now()
  const context: CheckContext = {
    contract,
    client: new Client({
      transport,
      requestDefaults,
      clock,
      cleanUpClock: options.clock,
      recorder,
      ledger,
      permits,
      writes,
      limits,
      operations,
      budget: new RequestBudget({ limits, clock: options.clock, signal }),
    }),
    getExchanges: () => recorder.exchanges,
    profile,
    operations,
    ledger,
    limits,
    clock,
    permits,
    control,
    tokenVariable: options.tokenVariable ?? 'TOKEN',
    personalDataMask: options.evidence === 'full' ? null : new PersonalDataMask(contract),
    knownIds,
    addKnownIds: (ids) => {
      Object.assign(knownIds, ids)
    },
    basePath,
    origin: base.origin,
    scheme,
    containsCredential: createSecretFinder(listCredentials(target)),
    otherCredentials: Object.keys(otherCredentials) as readonly OtherCredential[],
    trafficProbes,
    probeOnce: async (probe) => await probes.getOrRun(probe, context),
  }
  return {
    context,
    startedAt,
    identity: createRunIdentity(vendor.document, { ...target, profile, startedAt, permits }),
  }
}

/** Makes the transport read-only for a run without permission to write or probe. */
function restrictTransport(transport: Transport, { writes, probeMethods }: Permits): Transport {
  return writes || probeMethods || transport.isReplay === true ? transport : createReadOnlyTransport(transport)
}

function removeSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text
}

/** Wraps a clock so that it stops waiting when the run is interrupted. */
function createInterruptibleClock(clock: Clock, signal: AbortSignal | null): Clock {
  if (signal === null) return clock
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return { now: clock.now, sleep: async (milliseconds) => await Promise.race([clock.sleep(milliseconds), aborted]) }
}
