import { vendors, type VendorName } from './checks.ts'
import { runSuite } from './kit/engine.ts'
import { parseHar } from './kit/har-record.ts'
import type { Json } from './kit/json.ts'
import type { Profile } from './kit/profile.ts'
import type { Result } from './kit/result.ts'
import { createCheckFilter } from './kit/selection.ts'

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
