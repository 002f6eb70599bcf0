import { type AddressValues, address, type Call } from '../../kit/call.ts'
import type { SeenItem } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { numberAt, objectsAt, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'

/** The path of the list. */
export const RUNS = '/api/v2/runs.json'

/** A read of the list, as the document allows it. */
export function runsCall(query: AddressValues['query'] = {}, intent: Call['intent'] = 'valid'): Call {
  return { operation: 'listRuns', path: address(RUNS, { query }), intent }
}

/** The runs of an answer, in the order in which they stand. AMB-C1: known by `uuid`, by `id` where that is missing. */
export function runsOf(exchange: Exchange): readonly SeenItem[] {
  return objectsAt(exchange.body, 'results').map((item) => ({
    id: textAt(item, 'uuid') ?? String(numberAt(item, 'id') ?? ''),
    stamp: textAt(item, 'modified_on'),
    item,
  }))
}

/** Of runs that a later read lacks, those that are still what they were: a run that was modified may have moved. */
export async function unchanged(suspects: readonly SeenItem[], { client }: Context): Promise<readonly SeenItem[]> {
  const confirmed: SeenItem[] = []
  for (const suspect of suspects.slice(0, MOST_CONFIRMED)) {
    const exchange = await client.send(runsCall({ uuid: suspect.id }, 'open'))
    const now = isSuccess(exchange) ? runsOf(exchange).find(({ id }) => id === suspect.id) : undefined
    if (now !== undefined && now.stamp === suspect.stamp) confirmed.push(suspect)
  }
  return confirmed
}

const MOST_CONFIRMED = 3
