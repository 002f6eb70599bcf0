import { type PathAndQueryValues, buildPath, type CheckRequest } from '../../kit/call.ts'
import type { ListItem } from '../../kit/checks/order.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { getPath, isObject, type Json, type JsonObject, getNumber, getObjects, getString } from '../../kit/json.ts'

/** The path of the collection; a run lives one step below it. */
export const RUNS_PATH = '/public/v2/flow-runs'

/** The media type of JSON:API. */
export const MEDIA_TYPE = 'application/vnd.api+json'

type Query = PathAndQueryValues['query']

/** A read of the list. */
export function buildListRequest(query: Query = {}, intent: CheckRequest['intent'] = 'valid'): CheckRequest {
  return { operation: 'listFlowRuns', path: buildPath(RUNS_PATH, { query }), intent }
}

/** A read of one run. */
export function buildReadRequest(
  id: string,
  query: Query = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  return { operation: 'readFlowRun', path: buildPath(`${RUNS_PATH}/{id}`, { path: { id }, query }), intent }
}

/** A creation; the document is sent as it is given. */
export function buildCreateRequest(
  document: Json,
  intent: CheckRequest['intent'] = 'valid',
  type = MEDIA_TYPE,
): CheckRequest {
  const headers = { 'Content-Type': type }
  return {
    operation: 'createFlowRun',
    method: 'POST',
    path: RUNS_PATH,
    body: JSON.stringify(document),
    headers,
    intent,
  }
}

/** A change of one run; the document is sent as it is given. */
export function buildUpdateRequest(id: string, document: Json, intent: CheckRequest['intent'] = 'valid'): CheckRequest {
  const headers = { 'Content-Type': MEDIA_TYPE }
  const path = buildPath(`${RUNS_PATH}/{id}`, { path: { id } })
  return { operation: 'updateFlowRun', method: 'PATCH', path, body: JSON.stringify(document), headers, intent }
}

/** A deletion of one run. */
export function buildDeleteRequest(id: string, intent: CheckRequest['intent'] = 'valid'): CheckRequest {
  const path = buildPath(`${RUNS_PATH}/{id}`, { path: { id } })
  return { operation: 'deleteFlowRun', method: 'DELETE', path, intent }
}

/** The primary resources of an answer: none, one, or the items of a collection. */
export function getPrimaryResources(body: Json | undefined): readonly JsonObject[] {
  const data = getPath(body, 'data')
  return isObject(data) ? [data] : getObjects(body, 'data')
}

/** The resources that came along. */
export function getIncludedResources(body: Json | undefined): readonly JsonObject[] {
  return getObjects(body, 'included')
}

/** The runs of an answer, in the order in which they stand. */
export function readRuns(exchange: Exchange): readonly ListItem[] {
  return getPrimaryResources(exchange.body).map((item) => ({
    id: getString(item, 'id') ?? '',
    timestamp: getString(item, 'attributes', 'createdAt'),
    item,
  }))
}

/** The attributes of the one run of an answer; undefined when there is none. */
export function readAttributes(exchange: Exchange | undefined): JsonObject | undefined {
  const attributes = getPath(exchange?.body, 'data', 'attributes')
  return isObject(attributes) ? attributes : undefined
}

/** Where a page of the collection stands, as it says; members that are missing are NaN. */
export interface Meta {
  readonly total: number
  readonly totalUnfiltered: number
  readonly currentSize: number
  readonly currentPage: number
  readonly maxPage: number
}

export function readMeta(exchange: Exchange): Meta {
  const readNumber = (name: string): number => getNumber(exchange.body, 'meta', name) ?? Number.NaN
  return {
    total: readNumber('total'),
    totalUnfiltered: readNumber('totalUnfiltered'),
    currentSize: readNumber('currentSize'),
    currentPage: readNumber('currentPage'),
    maxPage: readNumber('maxPage'),
  }
}
