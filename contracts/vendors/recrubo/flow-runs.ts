import type { CheckContext } from '../../kit/check-context.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { buildJsonRequest } from '../../kit/checks/send.ts'
import { buildPath, type CheckRequest, type Exchange, type PathAndQueryValues } from '../../kit/http/exchange.ts'
import { getNumber, getObjects, getPath, getString, isObject, type Json, type JsonObject } from '../../kit/json.ts'

/** Path of the collection; a run is at `{path}/{id}`. */
export const RUNS_PATH = '/public/v2/flow-runs'

/** The JSON:API media type. */
export const MEDIA_TYPE = 'application/vnd.api+json'

/** The final statuses of a run. */
export const END_STATUSES: readonly string[] = ['finished', 'timeout', 'exception', 'cancelled']

type Query = PathAndQueryValues['query']
type Intent = CheckRequest['intent']

/** Builds a read of the list. */
export function buildListRequest(query: Query = {}, intent: Intent = 'valid'): CheckRequest {
  return { operation: 'listFlowRuns', path: buildPath(RUNS_PATH, { query }), intent }
}

/** Builds a read of the newest 100 runs of a message thread. */
export function buildNewestRunsRequest(thread: string): CheckRequest {
  return buildListRequest({ sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread })
}

/** Builds a read of one run. */
export function buildReadRequest(id: string, query: Query = {}, intent: Intent = 'valid'): CheckRequest {
  return { operation: 'readFlowRun', path: buildRunPath(id, query), intent }
}

/** Builds a creation; the document is sent unchanged. */
export function buildCreateRequest(document: Json, intent: Intent = 'valid', mediaType = MEDIA_TYPE): CheckRequest {
  return buildJsonRequest({ operation: 'createFlowRun', path: RUNS_PATH, body: document, intent, mediaType })
}

/** Builds an update of one run; the document is sent unchanged. */
export function buildUpdateRequest(id: string, document: Json, intent: Intent = 'valid'): CheckRequest {
  return buildJsonRequest({
    operation: 'updateFlowRun',
    method: 'PATCH',
    path: buildRunPath(id),
    body: document,
    intent,
    mediaType: MEDIA_TYPE,
  })
}

/** Builds a deletion of one run. */
export function buildDeleteRequest(id: string, intent: Intent = 'valid'): CheckRequest {
  return { operation: 'deleteFlowRun', method: 'DELETE', path: buildRunPath(id), intent }
}

function buildRunPath(id: string, query: Query = {}): string {
  return buildPath(`${RUNS_PATH}/{id}`, { path: { id }, query })
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

/** The attributes of the single run of a response, if there is one. */
export function readAttributes(exchange: Exchange | undefined): JsonObject | undefined {
  return getAttributes(exchange?.body)
}

/** The attributes of the single resource of a document, if there is one. */
export function getAttributes(body: Json | undefined): JsonObject | undefined {
  const attributes = getPath(body, 'data', 'attributes')
  return isObject(attributes) ? attributes : undefined
}

/** The `meta` object of a collection; missing members are NaN. */
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

/** An object of a JSON:API document and its location. */
export interface LocatedObject {
  readonly object: JsonObject
  readonly pointer: string
  readonly exchange: Exchange
}

/** Every recorded JSON:API document: JSON objects returned by documented operations. */
export function collectDocuments({ getExchanges }: Pick<CheckContext, 'getExchanges'>): readonly LocatedObject[] {
  return getExchanges().flatMap((exchange) =>
    exchange.request.operation !== null && isObject(exchange.body)
      ? [{ object: exchange.body, pointer: '', exchange }]
      : [],
  )
}

/** Every resource object, primary and included. */
export function collectResources(context: CheckContext): readonly LocatedObject[] {
  return collectDocuments(context).flatMap(({ exchange }) => [
    ...getPrimaryResources(exchange.body).map((object) => ({ object, pointer: '/data', exchange })),
    ...getIncludedResources(exchange.body).map((object, index) => ({
      object,
      pointer: `/included/${index}`,
      exchange,
    })),
  ])
}

/** Every relationship of every resource; one that is not an object is returned as `{}`. */
export function collectRelationships(context: CheckContext): readonly LocatedObject[] {
  return collectResources(context).flatMap(({ object, pointer, exchange }) => {
    const relationships = getPath(object, 'relationships')
    return Object.entries(isObject(relationships) ? relationships : {}).map(([name, value]) => ({
      object: isObject(value) ? value : {},
      pointer: `${pointer}/relationships/${name}`,
      exchange,
    }))
  })
}

/** Every error object. */
export function collectErrorObjects(context: Pick<CheckContext, 'getExchanges'>): readonly LocatedObject[] {
  return collectDocuments(context).flatMap(({ exchange }) =>
    getObjects(exchange.body, 'errors').map((object, index) => ({ object, pointer: `/errors/${index}`, exchange })),
  )
}

/** Every link of documents, resources, relationships and errors. */
export function collectLinks(
  context: CheckContext,
): readonly (LocatedObject & { readonly name: string; readonly link: unknown })[] {
  const holders = [
    ...collectDocuments(context),
    ...collectResources(context),
    ...collectRelationships(context),
    ...collectErrorObjects(context),
  ]
  return holders.flatMap((holder) => {
    const links = getPath(holder.object, 'links')
    return Object.entries(isObject(links) ? links : {}).map(([name, link]) => ({ ...holder, name, link }))
  })
}

/** True for responses of the flow run operations. */
export function isRunExchange({ request }: Exchange): boolean {
  return request.operation?.includes('FlowRun') === true
}
