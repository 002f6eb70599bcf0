import { isSuccess } from './exchange.ts'
import type { Context } from './observation.ts'
import type { Vendor } from './vendor.ts'

/** Deletes what the run created, newest first; what cannot be deleted is named as leaked. */
export async function cleanUp({ writes }: Vendor, context: Context): Promise<void> {
  if (writes === null) return
  for (const { id, path } of context.ledger.remaining) {
    context.ledger.settle(id, (await isGone(path, context)) ? 'deleted' : 'leaked')
  }
}

async function isGone(path: string, { client }: Context): Promise<boolean> {
  try {
    const exchange = await client.send({ operation: null, method: 'DELETE', path, intent: 'clean-up' })
    return isSuccess(exchange) || exchange.status === 404
  } catch {
    return false
  }
}
