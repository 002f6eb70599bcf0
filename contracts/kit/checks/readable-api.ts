import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../http/exchange.ts'
import { type Operation, getOperation } from '../spec/contract.ts'
import { getPath, isObject, type Json, type JsonObject, getObjects } from '../json.ts'
import type { CheckContext, Probe } from '../check-context.ts'
import { chooseFilterValue } from '../oracles/list-items.ts'

/** Values for the placeholders of a path; null when nothing that was read gives them. */
export type PathValues = Readonly<Record<string, string>> | null

/** Answers to the reads so far, by operationId. */
export type ReadResponses = Readonly<Record<string, Exchange>>

/** A filter that takes the id of something, or another text that items show. */
export interface FilterParameter {
  readonly operation: string
  readonly parameter: string
  readonly getValue: (item: JsonObject) => string | undefined
}

/** What the checks that are the same for every vendor need to know of one. */
export interface ReadableApi {
  /** For each operation that can be read, how to fill its path; in an order in which each finds what it needs. */
  readonly reads: Readonly<Record<string, (seen: ReadResponses, context: CheckContext) => PathValues>>
  /** The other GET operations of the document, each with the reason why it is not read. */
  readonly skippedReads: Readonly<Record<string, string>>
  /** The members that lead to the items of an answer. */
  readonly listPath: readonly string[]
  /** Who an item is, whatever answer shows it. */
  readonly getId: (item: JsonObject) => string | undefined
  /** The members that hold when an item was made and last changed. */
  readonly createdAtPath: readonly string[]
  readonly updatedAtPath: readonly string[]
  /** Operations that read one thing by the last id of their path, with the name of that placeholder. */
  readonly detailReads: Readonly<Record<string, string>>
  readonly filters: readonly FilterParameter[]
}

/** One read of an operation, with values that were found in what the target showed. */
export interface ApiRead {
  readonly operation: Operation
  readonly values: Readonly<Record<string, string>>
  readonly request: CheckRequest
  readonly exchange: Exchange
}

/** A filter with a value that some items have and some have not, and what asking for it gave. */
export interface FilteredRead {
  readonly filter: FilterParameter
  readonly value: string
  readonly read: ApiRead
  readonly exchange: Exchange
}

/** What all generic checks of one vendor look at, each found out once in a run. */
export interface Survey {
  readonly api: ReadableApi
  readonly reads: Probe<readonly ApiRead[]>
  readonly filters: Probe<readonly FilteredRead[]>
}

/** Sets up the observations of one vendor. */
export function createSurvey(surface: ReadableApi): Survey {
  const reads: Probe<readonly ApiRead[]> = {
    name: 'reading everything that can be read',
    run: async (context) => await readAll(surface, context),
  }
  const filters: Probe<readonly FilteredRead[]> = {
    name: 'asking with one filter each',
    run: async (context) => await readFiltered(surface, context, await context.probeOnce(reads)),
  }
  return { api: surface, reads, filters }
}

/** The items of an answer: those of its list, or the one thing that it shows. */
export function getItems({ listPath }: Pick<ReadableApi, 'listPath'>, body: Json | undefined): readonly JsonObject[] {
  const found = getPath(body, ...listPath)
  if (Array.isArray(found)) return getObjects(body, ...listPath)
  if (isObject(found)) return [found]
  return listPath.length === 1 && isObject(body) && listPath[0] !== 'data' ? [body] : []
}

/** The ids of the items of an answer, in their order. */
export function getItemIds(surface: ReadableApi, { body }: Pick<Exchange, 'body'>): readonly string[] {
  return getItems(surface, body).flatMap((item) => surface.getId(item) ?? [])
}

/** A read of an operation, as the document allows it; null where the run or the target does not have it. */
export function buildOperationRequest(operation: Operation, values: Readonly<Record<string, string>>): CheckRequest {
  return { operation: operation.id, path: buildPath(operation.path, { path: values }), intent: 'valid' }
}

/** The same call with something behind its query, as it stands. */
export function appendQuery(call: CheckRequest, query: string, intent: CheckRequest['intent'] = 'open'): CheckRequest {
  return { ...call, intent, path: `${call.path}${call.path.includes('?') ? '&' : '?'}${query}` }
}

/** One parameter, percent-encoded throughout. */
export function encodeParameter(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
}

async function readAll(surface: ReadableApi, context: CheckContext): Promise<readonly ApiRead[]> {
  const { operations } = context.profile
  const seen: Record<string, Exchange> = {}
  const made: ApiRead[] = []
  for (const id of Object.keys(surface.reads)) {
    if (operations !== 'all' && !operations.includes(id)) continue
    const read = await readOperation(id, { api: surface, responses: seen, context })
    if (read === null) continue
    seen[id] = read.exchange
    made.push(read)
  }
  return made
}

interface ReadInput {
  readonly api: ReadableApi
  readonly responses: Record<string, Exchange>
  readonly context: CheckContext
}

/** Reads an operation; null where nothing gives values for its path, or what gave them was deleted before it was read. */
async function readOperation(id: string, { api, responses, context }: ReadInput): Promise<ApiRead | null> {
  const operation = getOperation(context.contract, id)
  const resolveValues = (): PathValues => api.reads[id]?.(responses, context) ?? null
  let values = resolveValues()
  if (values !== null && id in api.detailReads) {
    const call = buildOperationRequest(operation, values)
    const exchange = await context.client.sendRequest({ ...call, intent: 'open' })
    if (isSuccess(exchange)) return { operation, values, request: call, exchange }
    if (exchange.status === 404) await refreshResponses(Object.values(values), responses, context)
    values = resolveValues()
  }
  if (values === null) return null
  const call = buildOperationRequest(operation, values)
  return { operation, values, request: call, exchange: await context.client.sendRequest(call) }
}

/** Asks once more for what showed these ids. */
async function refreshResponses(
  ids: readonly string[],
  seen: Record<string, Exchange>,
  { client }: CheckContext,
): Promise<void> {
  for (const [operation, exchange] of Object.entries(seen)) {
    if (ids.some((id) => exchange.text.includes(id))) seen[operation] = await client.sendRequest(exchange.request)
  }
}

async function readFiltered(
  surface: ReadableApi,
  { client }: CheckContext,
  reads: readonly ApiRead[],
): Promise<readonly FilteredRead[]> {
  const made: FilteredRead[] = []
  for (const filter of surface.filters) {
    const read = reads.find(({ operation }) => operation.id === filter.operation)
    if (read === undefined || !isSuccess(read.exchange)) continue
    const chosen = chooseFilterValue(getItems(surface, read.exchange.body), filter.getValue)
    if (chosen === null) continue
    const call = appendQuery(read.request, encodeParameter(filter.parameter, chosen.value), 'valid')
    made.push({ filter, value: chosen.value, read, exchange: await client.sendRequest(call) })
  }
  return made
}
