import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../http/exchange.ts'
import { type Operation, getOperation } from '../spec/contract.ts'
import { getPath, isObject, type Json, type JsonObject, getObjects } from '../json.ts'
import { type CheckContext, type Probe, defineProbe } from '../check-context.ts'
import { chooseFilterValue } from '../oracles/list-items.ts'

/** Values for the placeholders of a path; null when no earlier response contains them. */
export type PathValues = Readonly<Record<string, string>> | null

/** Responses to the previous reads, by operationId. */
export type ReadResponses = Readonly<Record<string, Exchange>>

/** A filter parameter, and the value of an item that it compares with. */
interface FilterParameter {
  readonly operation: string
  readonly parameter: string
  readonly getValue: (item: JsonObject) => string | undefined
}

/** The readable part of a vendor's API, as the generic checks use it. */
export interface ReadableApi {
  /** The path values of each readable operation, in an order in which earlier responses supply the values. */
  readonly reads: Readonly<Record<string, (responses: ReadResponses, context: CheckContext) => PathValues>>
  /** The other GET operations of the document, with the reason why they are not read. */
  readonly skippedReads: Readonly<Record<string, string>>
  /** The POST operations that no check sends; discovery does not try them either. */
  readonly unusedActions?: readonly string[]
  /** The path from the body to the list of items. */
  readonly listPath: readonly string[]
  /** The id of an item, in any response. */
  readonly getId: (item: JsonObject) => string | undefined
  /** The paths to the creation and update timestamps of an item. */
  readonly createdAtPath: readonly string[]
  readonly updatedAtPath: readonly string[]
  /** True for an item whose own fields change only together with `updatedAtPath`, or not any more. Absent if unknown. */
  readonly isVersioned?: (item: JsonObject) => boolean
  /** Fields that belong to other items, and change with them. */
  readonly joinedFields?: readonly string[]
  /** Operations that read one item by the last id of their path, with the name of that placeholder. */
  readonly detailReads: Readonly<Record<string, string>>
  readonly filters: readonly FilterParameter[]
}

/** One read of an operation, with path values from earlier responses. */
export interface ApiRead {
  readonly operation: Operation
  readonly values: Readonly<Record<string, string>>
  readonly request: CheckRequest
  readonly exchange: Exchange
}

/** A filter with a value that some items have and some do not, and the response to it. */
export interface FilteredRead {
  readonly filter: FilterParameter
  readonly value: string
  readonly read: ApiRead
  readonly exchange: Exchange
}

/** The shared reads of the generic checks of one vendor, sent once per run. */
export interface Survey {
  readonly api: ReadableApi
  readonly reads: Probe<readonly ApiRead[]>
  readonly filters: Probe<readonly FilteredRead[]>
}

export function createSurvey(api: ReadableApi): Survey {
  const reads = defineProbe<readonly ApiRead[]>(
    'reading all readable operations',
    async (context) => await readAll(api, context),
  )
  const filters = defineProbe<readonly FilteredRead[]>(
    'reading with one filter each',
    async (context) => await readFiltered(api, context, await context.probeOnce(reads)),
  )
  return { api, reads, filters }
}

/** Returns the items of a body: those of its list, or the single item. */
export function getItems({ listPath }: Pick<ReadableApi, 'listPath'>, body: Json | undefined): readonly JsonObject[] {
  const list = getPath(body, ...listPath)
  if (Array.isArray(list)) return getObjects(body, ...listPath)
  if (isObject(list)) return [list]
  return listPath.length === 1 && isObject(body) && listPath[0] !== 'data' ? [body] : []
}

/** Returns the ids of the items of a response, in order. */
export function getItemIds(api: ReadableApi, { body }: Pick<Exchange, 'body'>): readonly string[] {
  return getItems(api, body).flatMap((item) => api.getId(item) ?? [])
}

/** Builds a valid read of an operation. */
export function buildOperationRequest(operation: Operation, values: Readonly<Record<string, string>>): CheckRequest {
  return { operation: operation.id, path: buildPath(operation.path, { path: values }), intent: 'valid' }
}

/** Appends an encoded query string to a request. */
export function appendQuery(
  request: CheckRequest,
  query: string,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  return { ...request, intent, path: `${request.path}${request.path.includes('?') ? '&' : '?'}${query}` }
}

export function encodeParameter(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
}

async function readAll(api: ReadableApi, context: CheckContext): Promise<readonly ApiRead[]> {
  const responses: Record<string, Exchange> = {}
  const reads: ApiRead[] = []
  for (const id of Object.keys(api.reads)) {
    if (!context.operations.isOffered(id)) continue
    const read = await readOperation(id, { api, responses, context })
    if (read === null) continue
    responses[id] = read.exchange
    reads.push(read)
  }
  return reads
}

interface ReadInput {
  readonly api: ReadableApi
  readonly responses: Record<string, Exchange>
  readonly context: CheckContext
}

/** Reads an operation; null without values for its path, or when the item was deleted in between. */
async function readOperation(id: string, { api, responses, context }: ReadInput): Promise<ApiRead | null> {
  const operation = getOperation(context.contract, id)
  const resolveValues = (): PathValues => api.reads[id]?.(responses, context) ?? null
  let values = resolveValues()
  if (values !== null && id in api.detailReads) {
    const request = buildOperationRequest(operation, values)
    const exchange = await context.client.sendRequest({ ...request, intent: 'open' })
    if (isSuccess(exchange)) return { operation, values, request, exchange }
    if (exchange.status === 404) await refreshResponses(Object.values(values), responses, context)
    values = resolveValues()
  }
  if (values === null) return null
  const request = buildOperationRequest(operation, values)
  return { operation, values, request, exchange: await context.client.sendRequest(request) }
}

/** Repeats the reads whose responses contained one of the ids. */
async function refreshResponses(
  ids: readonly string[],
  responses: Record<string, Exchange>,
  { client }: CheckContext,
): Promise<void> {
  for (const [operation, exchange] of Object.entries(responses)) {
    if (ids.some((id) => exchange.text.includes(id))) responses[operation] = await client.sendRequest(exchange.request)
  }
}

async function readFiltered(
  api: ReadableApi,
  { client }: CheckContext,
  reads: readonly ApiRead[],
): Promise<readonly FilteredRead[]> {
  const filteredReads: FilteredRead[] = []
  for (const filter of api.filters) {
    const read = reads.find(({ operation }) => operation.id === filter.operation)
    if (read === undefined || !isSuccess(read.exchange)) continue
    const chosen = chooseFilterValue(getItems(api, read.exchange.body), filter.getValue)
    if (chosen === null) continue
    const request = appendQuery(read.request, encodeParameter(filter.parameter, chosen.value), 'valid')
    filteredReads.push({ filter, value: chosen.value, read, exchange: await client.sendRequest(request) })
  }
  return filteredReads
}
