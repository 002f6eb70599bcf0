import { vendors, type VendorName } from './checks.ts'
import { run } from './kit/engine.ts'
import { harRecord } from './kit/har-record.ts'
import type { Json } from './kit/json.ts'
import type { Profile } from './kit/profile.ts'
import type { Result } from './kit/result.ts'
import { selectionOf } from './kit/selection.ts'

export interface JudgeOptions {
  readonly only?: readonly string[]
  readonly profile?: Partial<Profile>
}

/**
 * Judges traffic that somebody recorded, without asking the target anything: what can be told from the record is, and every
 * check that would have had to ask does not apply.
 *
 * @throws {HarUnusable} when the file holds nothing of this vendor
 */
export async function judgeHar(
  name: VendorName,
  har: Json,
  { only = [], profile = {} }: JudgeOptions = {},
): Promise<Result> {
  const vendor = vendors[name]
  const { baseUrl, exchanges, transport } = harRecord(har, vendor)
  const ids = vendor.checks.map(({ id }) => id)
  // For the record it is as late as its last answer.
  const now = Math.max(...exchanges.map(({ receivedAt }) => receivedAt))
  return await run(
    vendor,
    { baseUrl, credential: '', transport, given: {} },
    {
      permits: { writes: false, probeMethods: false },
      selected: selectionOf(only, ids),
      profile,
      limits: { retries: 0 },
      clock: { now: () => now, sleep: () => Promise.resolve() },
      recorded: exchanges,
    },
  )
}
