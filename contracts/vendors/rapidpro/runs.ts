import { buildJsonRequest } from '../../kit/checks/send.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { buildPath, type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import type { WriteRules } from '../../kit/http/guard.ts'
import { getNumber, getObjects, getPath, getString, type Json, type JsonObject } from '../../kit/json.ts'
import type { Violation } from '../../kit/outcome.ts'

export const RUNS_PATH = '/api/v2/runs.json'

const LISTS = {
  contacts: { operation: 'listContacts', path: '/api/v2/contacts.json' },
  flows: { operation: 'listFlows', path: '/api/v2/flows.json' },
  groups: { operation: 'listGroups', path: '/api/v2/groups.json' },
  starts: { operation: 'listFlowStarts', path: '/api/v2/flow_starts.json' },
} as const

/** A list besides the runs. */
export type ListName = keyof typeof LISTS

type Query = Readonly<Record<string, string>>
type Intent = CheckRequest['intent']

export function buildRunsRequest(query: Query = {}, intent: Intent = 'valid'): CheckRequest {
  return { operation: 'listRuns', path: buildPath(RUNS_PATH, { query }), intent }
}

/** Builds a read of contacts, flows, groups or flow starts. */
export function buildListRequest(name: ListName, query: Query = {}): CheckRequest {
  const { operation, path } = LISTS[name]
  return { operation, path: buildPath(path, { query }), intent: 'open' }
}

/** Builds a POST that creates or updates a contact. */
export function buildContactRequest(query: Query, body: Json, intent: Intent = 'open'): CheckRequest {
  return buildJsonRequest({ operation: 'writeContact', path: buildPath(LISTS.contacts.path, { query }), body, intent })
}

/** Builds a POST that starts contacts in a flow. */
export function buildStartRequest(body: JsonObject, intent: Intent = 'open'): CheckRequest {
  return buildJsonRequest({ operation: 'createFlowStart', path: LISTS.starts.path, body, intent })
}

/** Created contacts and starts cannot be deleted; only contacts that the suite created may be started or changed. */
export const writes: WriteRules = {
  collections: [LISTS.contacts, LISTS.starts].map(({ path }) => ({
    path,
    parseCreatedId: (body: Json | undefined) => getString(body, 'uuid'),
    listTouchedIds: readTargetIds,
    buildItemPath: null,
  })),
  lookups: [],
}

/** The contacts that a POST names in its query or body. A group counts as a foreign contact. */
function readTargetIds({ path, body = '{}' }: CheckRequest): readonly string[] {
  const { searchParams } = new URL(path, 'http://target.invalid')
  const parsed = JSON.parse(body) as Json
  const lists = ['contacts', 'urns', 'groups'].map((name) => getPath(parsed, name))
  const inBody = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []))
  const inQuery = ['uuid', 'urn'].flatMap((name) => searchParams.get(name) ?? [])
  return [...inQuery, ...inBody.filter((id) => typeof id === 'string')]
}

/** The objects in `results`. */
export function readResults(exchange: Exchange): readonly JsonObject[] {
  return getObjects(exchange.body, 'results')
}

/** The runs of a response in order. Identified by `uuid`, or by `id` where that is missing (AMB-C1). */
export function readRuns(exchange: Exchange): readonly ListItem[] {
  return readResults(exchange).map((item) => ({
    id: getString(item, 'uuid') ?? String(getNumber(item, 'id') ?? ''),
    timestamp: getString(item, 'modified_on'),
    item,
  }))
}

/** A violation when an invalid filter is neither rejected nor matches nothing. */
export function expectNoRuns(exchange: Exchange, filter: string): Violation | null {
  if (isClientError(exchange) || (isSuccess(exchange) && readRuns(exchange).length === 0)) return null
  const message = isSuccess(exchange) ? `runs for ${filter}` : `status ${exchange.status}`
  return { message, example: exchange.request.path, exchange }
}

/** The ids of items in order. */
export function getIds(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id)
}

/** Keeps those of the first three missing runs whose `modified_on` is unchanged; a modified run may have moved. */
export async function filterUnchanged(missing: readonly ListItem[], { client }: CheckContext) {
  const confirmed: ListItem[] = []
  for (const run of missing.slice(0, MAX_CONFIRMED)) {
    const exchange = await client.sendRequest(buildRunsRequest({ uuid: run.id }, 'open'))
    const current = isSuccess(exchange) ? readRuns(exchange).find(({ id }) => id === run.id) : undefined
    if (current !== undefined && current.timestamp === run.timestamp) confirmed.push(run)
  }
  return confirmed
}

const MAX_CONFIRMED = 3
