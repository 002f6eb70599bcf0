import type { ListItem } from '../../kit/checks/list-order.ts'
import { buildJsonRequest } from '../../kit/checks/send.ts'
import { buildPath, type CheckRequest, type Exchange, type PathAndQueryValues } from '../../kit/http/exchange.ts'
import { getNumber, getObjects, getPath, getString, isObject, type Json, type JsonObject } from '../../kit/json.ts'

/** Path of the collection; a run is at `{path}/{id}`. */
export const RUNS_PATH = '/public/v2/flow-runs'

export const MEDIA_TYPE = 'application/vnd.api+json'

/** The final statuses of a run. */
export const END_STATUSES: readonly string[] = ['finished', 'timeout', 'exception', 'cancelled']

type Query = PathAndQueryValues['query']
type Intent = CheckRequest['intent']

/** Builds a read of the list. */
export function buildListRequest(query: Query = {}, intent: Intent = 'valid'): CheckRequest {
  return { operation: 'listFlowRuns', path: buildPath(RUNS_PATH, { query }), intent }
}

/** Builds a read of the newest 100 runs of the message thread of a run. */
export function buildNewestRunsRequest(attributes: JsonObject): CheckRequest {
  const thread = getString(attributes, 'messageThreadId') ?? ''
  return buildListRequest({ sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread })
}

/** Builds a read of one run. */
export function buildReadRequest(id: string, query: Query = {}, intent: Intent = 'valid'): CheckRequest {
  return { operation: 'readFlowRun', path: buildRunPath(id, query), intent }
}

/** Builds a document with one flow run; `members` stand beside its attributes. */
export function buildRunDocument(attributes: Json, members: JsonObject = {}): JsonObject {
  return { data: { type: 'flowRuns', ...members, attributes } }
}

/** Builds a creation; the body is sent unchanged. */
export function buildCreateRequest(body: Json, intent: Intent = 'valid', mediaType = MEDIA_TYPE): CheckRequest {
  return buildJsonRequest({ operation: 'createFlowRun', path: RUNS_PATH, body, intent, mediaType })
}

/** Builds an update of one run; the body is sent unchanged. */
export function buildUpdateRequest(id: string, body: Json, intent: Intent = 'valid'): CheckRequest {
  const path = buildRunPath(id)
  return buildJsonRequest({ operation: 'updateFlowRun', method: 'PATCH', path, body, intent, mediaType: MEDIA_TYPE })
}

/** Builds an update of some attributes of one run. */
export function buildAttributeUpdate(id: string, attributes: JsonObject, intent: Intent = 'open'): CheckRequest {
  return buildUpdateRequest(id, buildRunDocument(attributes, { id }), intent)
}

/** Builds a deletion of one run. */
export function buildDeleteRequest(id: string, intent: Intent = 'valid'): CheckRequest {
  return { operation: 'deleteFlowRun', method: 'DELETE', path: buildRunPath(id), intent }
}

function buildRunPath(id: string, query: Query = {}): string {
  return buildPath(`${RUNS_PATH}/{id}`, { path: { id }, query })
}

/** The members of an object; none of any other value. */
export function getEntries(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isObject(value) ? Object.entries(value) : []
}

/** The primary resources of a document: none, one, or the items of a collection. */
export function getPrimaryResources(body: Json | undefined): readonly JsonObject[] {
  const data = getPath(body, 'data')
  return isObject(data) ? [data] : getObjects(body, 'data')
}

/** The included resources of a document. */
export function getIncludedResources(body: Json | undefined): readonly JsonObject[] {
  return getObjects(body, 'included')
}

/** "type id" of a resource, as a list; empty when type or id is missing, which JAPI-004 checks. */
export function getResourceKeys(resource: JsonObject): readonly string[] {
  const [type, id] = [getString(resource, 'type'), getString(resource, 'id')]
  return type === undefined || id === undefined ? [] : [`${type} ${id}`]
}

/** The runs of a response in order. */
export function readRuns(exchange: Exchange): readonly ListItem[] {
  return getPrimaryResources(exchange.body).map((item) => ({
    id: getString(item, 'id') ?? '',
    timestamp: getString(item, 'attributes', 'createdAt'),
    item,
  }))
}

/** The attributes of the single resource of a document, if there is one. */
export function getAttributes(body: Json | undefined): JsonObject | undefined {
  const attributes = getPath(body, 'data', 'attributes')
  return isObject(attributes) ? attributes : undefined
}

/** Reads the `meta` object of a collection; missing members are NaN. */
export function readMeta({ body }: Exchange) {
  const readNumber = (name: string): number => getNumber(body, 'meta', name) ?? Number.NaN
  return {
    total: readNumber('total'),
    totalUnfiltered: readNumber('totalUnfiltered'),
    currentSize: readNumber('currentSize'),
    currentPage: readNumber('currentPage'),
    maxPage: readNumber('maxPage'),
  }
}

/** Paths and read operations of the resources that a run belongs to. */
export const RELATED_ENDPOINTS = {
  flow: { path: '/public/v2/flows', read: 'readFlow', list: 'listFlows' },
  messageThread: { path: '/public/v2/message-threads', read: 'readMessageThread', list: 'listMessageThreads' },
} as const

export type RelatedName = keyof typeof RELATED_ENDPOINTS

export const RELATED_NAMES = ['flow', 'messageThread'] as const satisfies readonly RelatedName[]

/** Builds a read of one flow or message thread. */
export function buildRelatedRequest(name: RelatedName, id: string, intent: Intent = 'valid'): CheckRequest {
  const { path, read } = RELATED_ENDPOINTS[name]
  return { operation: read, path: buildPath(`${path}/{id}`, { path: { id } }), intent }
}

/** Builds a read of the list of flows or message threads. */
export function buildRelatedListRequest(name: RelatedName, query: Query = {}, intent: Intent = 'valid'): CheckRequest {
  const { path, list } = RELATED_ENDPOINTS[name]
  return { operation: list, path: buildPath(path, { query }), intent }
}

/** True for responses of the flow run operations. */
export function isRunExchange({ request }: Exchange): boolean {
  return request.operation?.includes('FlowRun') === true
}
