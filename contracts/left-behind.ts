import { vendors, type VendorName } from './checks.ts'
import type { Target } from './target.ts'
import { assertHostAllowed } from './kit/allowed-hosts.ts'
import { deleteCreatedItems } from './kit/clean-up.ts'
import type { Clock } from './kit/clock.ts'
import { createCheckContext } from './kit/context.ts'
import type { LedgerEntry } from './kit/ledger.ts'
import { nodeTransport } from './kit/network.ts'
import { ExchangeRecorder } from './kit/recorder.ts'
import { systemClock } from './kit/system-clock.ts'
import { createInMemoryTransport } from './kit/transport.ts'

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
