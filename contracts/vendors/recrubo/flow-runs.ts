import type { CheckContext } from '../../kit/check-context.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { buildPath, type CheckRequest, type Exchange, type PathAndQueryValues } from '../../kit/http/exchange.ts'
import { getNumber, getObjects, getPath, getString, isObject, type Json, type JsonObject } from '../../kit/json.ts'

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

/** Where the resources live that runs belong to, with the operations that read them. */
export const RELATED_ENDPOINTS = {
  flow: { path: '/public/v2/flows', read: 'readFlow', list: 'listFlows' },
  messageThread: { path: '/public/v2/message-threads', read: 'readMessageThread', list: 'listMessageThreads' },
} as const

export type RelatedName = keyof typeof RELATED_ENDPOINTS

/** A read of one of them. */
export function buildRelatedRequest(
  name: RelatedName,
  id: string,
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  const { path, read } = RELATED_ENDPOINTS[name]
  return { operation: read, path: buildPath(`${path}/{id}`, { path: { id } }), intent }
}

/** A read of their list. */
export function buildRelatedListRequest(
  name: RelatedName,
  query: PathAndQueryValues['query'] = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  const { path, list } = RELATED_ENDPOINTS[name]
  return { operation: list, path: buildPath(path, { query }), intent }
}

/** The flow and the message thread that a run's attributes name, each read by itself. */
export async function readRelated(
  attributes: Json | undefined,
  { client }: CheckContext,
): Promise<readonly Exchange[]> {
  const reads: Exchange[] = []
  for (const name of ['flow', 'messageThread'] as const) {
    const id = getString(attributes, `${name}Id`)
    if (id !== undefined) reads.push(await client.sendRequest(buildRelatedRequest(name, id, 'open')))
  }
  return reads
}

/** An object of a JSON:API document, with where it stands. */
export interface LocatedObject {
  readonly object: JsonObject
  readonly pointer: string
  readonly exchange: Exchange
}

/** Every JSON:API document that was exchanged: answers of documented operations whose content is a JSON object. */
export function collectDocuments({ getExchanges }: CheckContext): readonly LocatedObject[] {
  return getExchanges().flatMap((exchange) =>
    exchange.request.operation !== null && isObject(exchange.body)
      ? [{ object: exchange.body, pointer: '', exchange }]
      : [],
  )
}

/** Every resource object: primary data and included. */
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

/** Every relationship object of every resource; whatever is no object is given as an empty one. */
export function collectRelationships(context: CheckContext): readonly LocatedObject[] {
  return collectResources(context).flatMap(({ object, pointer, exchange }) => {
    const own = getPath(object, 'relationships')
    return Object.entries(isObject(own) ? own : {}).map(([name, value]) => ({
      object: isObject(value) ? value : {},
      pointer: `${pointer}/relationships/${name}`,
      exchange,
    }))
  })
}

/** Every error object. */
export function collectErrorObjects(context: CheckContext): readonly LocatedObject[] {
  return collectDocuments(context).flatMap(({ exchange }) =>
    getObjects(exchange.body, 'errors').map((object, index) => ({ object, pointer: `/errors/${index}`, exchange })),
  )
}

/** Every member of every links object, at each level where JSON:API has one. */
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

/** Whether an answer is one about flow runs, and not about what stands beside them. */
export function isRunExchange({ request }: Exchange): boolean {
  return request.operation?.includes('FlowRun') === true
}
