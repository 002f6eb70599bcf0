import { type AddressValues, address, type Call } from '../../kit/call.ts'
import type { SeenItem } from '../../kit/checks/order.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { at, isObject, type Json, type JsonObject, numberAt, objectsAt, textAt } from '../../kit/json.ts'

/** The path of the collection; a run lives one step below it. */
export const RUNS = '/public/v2/flow-runs'

/** The media type of JSON:API. */
export const MEDIA_TYPE = 'application/vnd.api+json'

type Query = AddressValues['query']

/** A read of the list. */
export function listCall(query: Query = {}, intent: Call['intent'] = 'valid'): Call {
  return { operation: 'listFlowRuns', path: address(RUNS, { query }), intent }
}

/** A read of one run. */
export function readCall(id: string, query: Query = {}, intent: Call['intent'] = 'valid'): Call {
  return { operation: 'readFlowRun', path: address(`${RUNS}/{id}`, { path: { id }, query }), intent }
}

/** A creation; the document is sent as it is given. */
export function createCall(document: Json, intent: Call['intent'] = 'valid', type = MEDIA_TYPE): Call {
  const headers = { 'Content-Type': type }
  return { operation: 'createFlowRun', method: 'POST', path: RUNS, body: JSON.stringify(document), headers, intent }
}

/** A change of one run; the document is sent as it is given. */
export function updateCall(id: string, document: Json, intent: Call['intent'] = 'valid'): Call {
  const headers = { 'Content-Type': MEDIA_TYPE }
  const path = address(`${RUNS}/{id}`, { path: { id } })
  return { operation: 'updateFlowRun', method: 'PATCH', path, body: JSON.stringify(document), headers, intent }
}

/** A deletion of one run. */
export function deleteCall(id: string, intent: Call['intent'] = 'valid'): Call {
  const path = address(`${RUNS}/{id}`, { path: { id } })
  return { operation: 'deleteFlowRun', method: 'DELETE', path, intent }
}

/** The primary resources of an answer: none, one, or the items of a collection. */
export function primaryOf(body: Json | undefined): readonly JsonObject[] {
  const data = at(body, 'data')
  return isObject(data) ? [data] : objectsAt(body, 'data')
}

/** The resources that came along. */
export function includedOf(body: Json | undefined): readonly JsonObject[] {
  return objectsAt(body, 'included')
}

/** The runs of an answer, in the order in which they stand. */
export function runsOf(exchange: Exchange): readonly SeenItem[] {
  return primaryOf(exchange.body).map((item) => ({
    id: textAt(item, 'id') ?? '',
    stamp: textAt(item, 'attributes', 'createdAt'),
    item,
  }))
}

/** The attributes of the one run of an answer; undefined when there is none. */
export function attributesOf(exchange: Exchange | undefined): JsonObject | undefined {
  const attributes = at(exchange?.body, 'data', 'attributes')
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

export function metaOf(exchange: Exchange): Meta {
  const member = (name: string): number => numberAt(exchange.body, 'meta', name) ?? Number.NaN
  return {
    total: member('total'),
    totalUnfiltered: member('totalUnfiltered'),
    currentSize: member('currentSize'),
    currentPage: member('currentPage'),
    maxPage: member('maxPage'),
  }
}
