import { vendors, type VendorName } from './checks.ts'
import type { Target } from './target.ts'
import { requireAllowed } from './kit/allowed-hosts.ts'
import { cleanUp } from './kit/clean-up.ts'
import type { Clock } from './kit/clock.ts'
import { contextOf } from './kit/context.ts'
import type { LedgerEntry } from './kit/ledger.ts'
import { network } from './kit/network.ts'
import { Recorder } from './kit/recorder.ts'
import { systemClock } from './kit/system-clock.ts'
import { inMemory } from './kit/transport.ts'

export interface RemovalOptions {
  readonly allowHosts?: readonly string[]
  readonly clock?: Clock
}

/**
 * Removes what an earlier run created and did not live to remove, newest first; says what became of each. Nothing else can be
 * touched.
 */
export async function removeLeftBehind(
  name: VendorName,
  target: Target & { readonly left: readonly Pick<LedgerEntry, 'id' | 'path'>[] },
  { allowHosts = [], clock = systemClock }: RemovalOptions = {},
): Promise<readonly LedgerEntry[]> {
  const { baseUrl, credential, send, left } = target
  const transport = target.transport ?? (send === undefined ? network : inMemory(send))
  if (transport === network) requireAllowed(baseUrl, allowHosts)
  const vendor = vendors[name]
  const permits = { writes: true, probeMethods: false }
  const { context } = contextOf(vendor, {
    subject: { baseUrl, credential, transport, given: {} },
    options: { permits, selected: () => false, profile: {}, limits: {}, clock },
    recorder: new Recorder([credential]),
  })
  for (const { id, path } of left) context.ledger.admit(id, path)
  await cleanUp(vendor, context)
  return context.ledger.entries
}
