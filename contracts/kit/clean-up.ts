import { isSuccess } from './exchange.ts'
import type { CheckContext } from './observation.ts'
import type { Vendor } from './vendor.ts'

/** Deletes what the run created, newest first; what cannot be deleted is named as leaked. */
export async function deleteCreatedItems({ writes }: Vendor, context: CheckContext): Promise<void> {
  if (writes === null) return
  for (const { id, path } of context.ledger.remaining) {
    context.ledger.updateFate(id, (await tryDelete(path, context)) ? 'deleted' : 'leaked')
  }
}

async function tryDelete(path: string, { client }: CheckContext): Promise<boolean> {
  try {
    const exchange = await client.sendRequest({ operation: null, method: 'DELETE', path, intent: 'clean-up' })
    return isSuccess(exchange) || exchange.status === 404
  } catch {
    return false
  }
}
