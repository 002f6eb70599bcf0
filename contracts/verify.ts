import { type VendorName, vendors } from './catalogue.ts'
import type { Check } from './kit/check.ts'
import { systemClock } from './kit/clock.ts'
import { applyBaseline, createSkipFilter } from './kit/config/apply-baseline.ts'
import type { Baseline } from './kit/config/baseline.ts'
import type { ControlAdapter } from './kit/control.ts'
import { assertSendable, type Connection } from './kit/http/connection.ts'
import { ExchangeRecorder } from './kit/http/client.ts'
import { assertHostAllowed, type Permits } from './kit/http/guard.ts'
import { parseHar } from './kit/http/har-recording.ts'
import type { LedgerEntry } from './kit/http/ledger.ts'
import { createNodeTransport } from './kit/http/node-transport.ts'
import { createInMemoryTransport, type Send, type Transport } from './kit/http/transport.ts'
import type { Json } from './kit/json.ts'
import type { Result } from './kit/result.ts'
import { createCheckContext, type RunOptions, type RunTarget } from './kit/run/create-context.ts'
import { createCheckFilter, deleteCreatedItems, runSuite } from './kit/run/engine.ts'

/** The API to check, with its credentials. */
export interface Target extends Pick<RunTarget, 'baseUrl' | 'credential' | 'otherCredentials'> {
  /** A server's own `fetch`, for a check in memory; by default requests are sent over the network. */
  readonly fetch?: Send
  /** Transport for requests that a standard `Request` does not support; replaces `fetch`. */
  readonly transport?: Transport
  /** Headers of a gateway, certificates and a proxy; the latter two only without `fetch` and `transport`. */
  readonly connection?: Connection
  /** Control of the target's clock and data: `createFlowtwinControl`, or an adapter of a staging system. */
  readonly control?: ControlAdapter
  /** Ids that cannot be discovered, by name: see `requiredIds` of the vendor. */
  readonly ids?: Readonly<Record<string, string>>
}

/** Options of a check; the permissions are off by default. */
export interface VerifyOptions
  extends
    Partial<Permits>,
    Partial<Pick<RunOptions, 'profile' | 'limits' | 'clock' | 'listener' | 'signal' | 'evidence' | 'tokenVariable'>> {
  /** Ids of checks, with `*` at the end for any continuation; all by default. */
  readonly only?: readonly string[]
  /** Hosts other than this machine on which the run may write. */
  readonly allowHosts?: readonly string[]
  /** Known faults, which do not fail the run while their waivers apply. */
  readonly baseline?: Baseline
  /** Lets the baseline waive security findings. */
  readonly allowSecurityWaivers?: boolean
}

/**
 * Checks a target against a vendor's documents.
 * @throws {UnknownCheckError} when `only` matches no check
 * @throws {HostNotAllowedError} when the run would write to a host that is not allowed
 * @throws {InvalidHeaderError} for a credential or a header of the connection that cannot be sent
 */
export async function verify(vendor: VendorName, target: Target, options: VerifyOptions = {}): Promise<Result> {
  const { baseUrl, credential, otherCredentials = {}, connection = {}, ids = {}, control = null } = target
  const { writes = false, probeMethods = false, load = false, only = [], clock = systemClock } = options
  const { baseline, allowSecurityWaivers = false } = options
  const isSelected = createCheckFilter(only, listCheckIds(vendor))
  const isSkipped = baseline === undefined ? () => false : createSkipFilter(baseline, baseUrl)
  assertSendable({ credential, ...otherCredentials }, vendors[vendor].scheme, connection)
  if (writes && isRemote(target)) assertHostAllowed(baseUrl, options.allowHosts ?? [])
  const transport = selectTransport(target)
  return await runSuite(
    vendors[vendor],
    { baseUrl, credential, otherCredentials, transport, connection, knownIds: ids, control },
    {
      ...options,
      permits: { writes, probeMethods, load },
      isSelected: (id) => isSelected(id) && !isSkipped(id),
      clock,
      transformResult: (result) => {
        const today = result.run.startedAt.slice(0, 10)
        return baseline === undefined ? result : applyBaseline(result, baseline, { today, allowSecurityWaivers })
      },
    },
  )
}

export type VerifyHarOptions = Pick<VerifyOptions, 'only' | 'profile'>

/**
 * Checks recorded traffic without requests to the target; checks that need further requests do not apply.
 * @throws {InvalidHarError} when the file has no request to the vendor's API
 */
export async function verifyHar(
  name: VendorName,
  har: Json,
  { only = [], profile = {} }: VerifyHarOptions = {},
): Promise<Result> {
  const vendor = vendors[name]
  const { baseUrl, exchanges, transport } = parseHar(har, vendor)
  // The current time is that of the last response.
  const now = Math.max(...exchanges.map(({ receivedAt }) => receivedAt))
  return await runSuite(
    vendor,
    { baseUrl, credential: '', transport, knownIds: {} },
    {
      permits: { writes: false, probeMethods: false },
      isSelected: createCheckFilter(only, listCheckIds(name)),
      profile,
      limits: { retries: 0 },
      clock: { now: () => now, sleep: () => Promise.resolve() },
      recordedExchanges: exchanges,
    },
  )
}

export type RemoveLeftoversOptions = Pick<VerifyOptions, 'allowHosts' | 'clock'>

/** Deletes items that an earlier run created and did not delete, newest first; returns their states. */
export async function removeLeftovers(
  name: VendorName,
  target: Target & { readonly leftovers: readonly Pick<LedgerEntry, 'id' | 'path'>[] },
  { allowHosts = [], clock = systemClock }: RemoveLeftoversOptions = {},
): Promise<readonly LedgerEntry[]> {
  const { baseUrl, credential, connection = {}, leftovers } = target
  const vendor = vendors[name]
  assertSendable({ credential }, vendor.scheme, connection)
  if (isRemote(target)) assertHostAllowed(baseUrl, allowHosts)
  const transport = selectTransport(target)
  const permits = { writes: true, probeMethods: false }
  const runTarget = { baseUrl, credential, transport, connection, knownIds: {} }
  const options = { permits, isSelected: () => false, clock }
  const { context } = createCheckContext(vendor, runTarget, options, new ExchangeRecorder([credential]))
  for (const { id, path } of leftovers) context.ledger.addCreatedItem(id, path)
  await deleteCreatedItems(vendor, context)
  return context.ledger.entries
}

/** Returns true for a target that is reached over the network. */
function isRemote({ transport, fetch: send }: Target): boolean {
  return transport === undefined && send === undefined
}

function selectTransport({ transport, fetch: send, connection }: Target): Transport {
  return transport ?? (send === undefined ? createNodeTransport(connection) : createInMemoryTransport(send))
}

function listCheckIds(vendor: VendorName): readonly string[] {
  const own: readonly Check[] = vendors[vendor].checks
  return own.map(({ id }) => id)
}
