import {
  buildPath,
  type CheckRequest,
  type Exchange,
  isSuccess,
  type PathAndQueryValues,
} from '../../kit/http/exchange.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { getNumber, getObjects, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'

/** The path of the list. */
export const RUNS_PATH = '/api/v2/runs.json'

/** A read of the list, as the document allows it. */
export function buildRunsRequest(
  query: PathAndQueryValues['query'] = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  return { operation: 'listRuns', path: buildPath(RUNS_PATH, { query }), intent }
}

/** The runs of an answer, in the order in which they stand. AMB-C1: known by `uuid`, by `id` where that is missing. */
export function readRuns(exchange: Exchange): readonly ListItem[] {
  return getObjects(exchange.body, 'results').map((item) => ({
    id: getString(item, 'uuid') ?? String(getNumber(item, 'id') ?? ''),
    timestamp: getString(item, 'modified_on'),
    item,
  }))
}

/** Of runs that a later read lacks, those that are still what they were: a run that was modified may have moved. */
export async function filterUnchanged(
  suspects: readonly ListItem[],
  { client }: CheckContext,
): Promise<readonly ListItem[]> {
  const confirmed: ListItem[] = []
  for (const suspect of suspects.slice(0, MAX_CONFIRMED)) {
    const exchange = await client.sendRequest(buildRunsRequest({ uuid: suspect.id }, 'open'))
    const now = isSuccess(exchange) ? readRuns(exchange).find(({ id }) => id === suspect.id) : undefined
    if (now !== undefined && now.timestamp === suspect.timestamp) confirmed.push(suspect)
  }
  return confirmed
}

const MAX_CONFIRMED = 3
