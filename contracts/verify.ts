import { type VendorName, vendors } from './catalogue.ts'
import { type Clock, systemClock } from './kit/clock.ts'
import type { Profile } from './kit/config/profile.ts'
import type { ControlAdapter } from './kit/control.ts'
import { assertHostAllowed } from './kit/http/guard.ts'
import type { OtherCredential } from './kit/http/exchange.ts'
import { parseHar } from './kit/http/har-recording.ts'
import type { LedgerEntry } from './kit/http/ledger.ts'
import { nodeTransport } from './kit/http/node-transport.ts'
import { ExchangeRecorder } from './kit/http/client.ts'
import { createInMemoryTransport, type Send, type Transport } from './kit/http/transport.ts'
import type { Json } from './kit/json.ts'
import type { Result } from './kit/result.ts'
import { createCheckFilter, deleteCreatedItems, runSuite } from './kit/run/engine.ts'
import { createCheckContext } from './kit/run/create-context.ts'

/** What to check, and how to get in. */
export interface Target {
  readonly baseUrl: string
  readonly credential: string
  /** Further credentials: of another tenant, one that has expired, one that may only read. Checks that need them say so. */
  readonly otherCredentials?: Partial<Readonly<Record<OtherCredential, string>>>
  /** A server's own `fetch`, to check it in memory; without it requests go over the network. */
  readonly send?: Send
  /** Another way to the target, for what a standard `Request` cannot carry; it wins over `send`. */
  readonly transport?: Transport
  /** Lets time pass and data arrive, for the checks that need it: `flowtwinControl`, or one of a staging system. */
  readonly control?: ControlAdapter
  /** Ids by name, where the run cannot discover them: see `givens` of the vendor. */
  readonly ids?: Readonly<Record<string, string>>
}

export interface VerifyHarOptions {
  readonly only?: readonly string[]
  readonly profile?: Partial<Profile>
}

/**
 * Judges traffic that somebody recorded, without asking the target anything: what can be told from the record is, and every
 * check that would have had to ask does not apply.
 *
 * @throws {HarUnusable} when the file holds nothing of this vendor
 */
export async function verifyHar(
  name: VendorName,
  har: Json,
  { only = [], profile = {} }: VerifyHarOptions = {},
): Promise<Result> {
  const vendor = vendors[name]
  const { baseUrl, exchanges, transport } = parseHar(har, vendor)
  const ids = vendor.checks.map(({ id }) => id)
  // For the record it is as late as its last answer.
  const now = Math.max(...exchanges.map(({ receivedAt }) => receivedAt))
  return await runSuite(
    vendor,
    { baseUrl, credential: '', transport, knownIds: {} },
    {
      permits: { writes: false, probeMethods: false },
      isSelected: createCheckFilter(only, ids),
      profile,
      limits: { retries: 0 },
      clock: { now: () => now, sleep: () => Promise.resolve() },
      recordedExchanges: exchanges,
    },
  )
}

export interface RemoveLeftoversOptions {
  readonly allowHosts?: readonly string[]
  readonly clock?: Clock
}

/**
 * Removes what an earlier run created and did not live to remove, newest first; says what became of each. Nothing else can be
 * touched.
 */
export async function removeLeftovers(
  name: VendorName,
  target: Target & { readonly left: readonly Pick<LedgerEntry, 'id' | 'path'>[] },
  { allowHosts = [], clock = systemClock }: RemoveLeftoversOptions = {},
): Promise<readonly LedgerEntry[]> {
  const { baseUrl, credential, send, left } = target
  const transport = target.transport ?? (send === undefined ? nodeTransport : createInMemoryTransport(send))
  if (transport === nodeTransport) assertHostAllowed(baseUrl, allowHosts)
  const vendor = vendors[name]
  const permits = { writes: true, probeMethods: false }
  const { context } = createCheckContext(vendor, {
    target: { baseUrl, credential, transport, knownIds: {} },
    options: { permits, isSelected: () => false, profile: {}, limits: {}, clock },
    recorder: new ExchangeRecorder([credential]),
  })
  for (const { id, path } of left) context.ledger.addCreatedItem(id, path)
  await deleteCreatedItems(vendor, context)
  return context.ledger.entries
}
