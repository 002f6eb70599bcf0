import { address, type Call } from './call.ts'
import { type Operation, operationOf } from './contract.ts'
import { type Exchange, isSuccess } from './exchange.ts'
import { at, isObject, type Json, type JsonObject, objectsAt } from './json.ts'
import type { Context, Observation } from './observation.ts'
import { discriminating } from './oracles/filtering.ts'

/** Values for the placeholders of a path; null when nothing that was read gives them. */
export type Values = Readonly<Record<string, string>> | null

/** Answers to the reads so far, by operationId. */
export type Seen = Readonly<Record<string, Exchange>>

/** A filter that takes the id of something, or another text that items show. */
export interface Filter {
  readonly operation: string
  readonly parameter: string
  readonly value: (item: JsonObject) => string | undefined
}

/** What the checks that are the same for every vendor need to know of one. */
export interface Surface {
  /** For each operation that can be read, how to fill its path; in an order in which each finds what it needs. */
  readonly reads: Readonly<Record<string, (seen: Seen, context: Context) => Values>>
  /** The other GET operations of the document, each with the reason why it is not read. */
  readonly unread: Readonly<Record<string, string>>
  /** The members that lead to the items of an answer. */
  readonly list: readonly string[]
  /** Who an item is, whatever answer shows it. */
  readonly identity: (item: JsonObject) => string | undefined
  /** The members that hold when an item was made and last changed. */
  readonly created: readonly string[]
  readonly updated: readonly string[]
  /** Operations that read one thing by the last id of their path, with the name of that placeholder. */
  readonly single: Readonly<Record<string, string>>
  readonly filters: readonly Filter[]
}

/** One read of an operation, with values that were found in what the target showed. */
export interface Read {
  readonly operation: Operation
  readonly values: Readonly<Record<string, string>>
  readonly call: Call
  readonly exchange: Exchange
}

/** A filter with a value that some items have and some have not, and what asking for it gave. */
export interface Asked {
  readonly filter: Filter
  readonly value: string
  readonly read: Read
  readonly exchange: Exchange
}

/** What all generic checks of one vendor look at, each found out once in a run. */
export interface Survey {
  readonly surface: Surface
  readonly reads: Observation<readonly Read[]>
  readonly filters: Observation<readonly Asked[]>
}

/** Sets up the observations of one vendor. */
export function surveyOf(surface: Surface): Survey {
  const reads: Observation<readonly Read[]> = {
    name: 'reading everything that can be read',
    make: async (context) => await allRead(surface, context),
  }
  const filters: Observation<readonly Asked[]> = {
    name: 'asking with one filter each',
    make: async (context) => await allFiltered(surface, context, await context.observe(reads)),
  }
  return { surface, reads, filters }
}

/** The items of an answer: those of its list, or the one thing that it shows. */
export function itemsOf({ list }: Pick<Surface, 'list'>, body: Json | undefined): readonly JsonObject[] {
  const found = at(body, ...list)
  if (Array.isArray(found)) return objectsAt(body, ...list)
  if (isObject(found)) return [found]
  return list.length === 1 && isObject(body) && list[0] !== 'data' ? [body] : []
}

/** The ids of the items of an answer, in their order. */
export function idsOf(surface: Surface, { body }: Pick<Exchange, 'body'>): readonly string[] {
  return itemsOf(surface, body).flatMap((item) => surface.identity(item) ?? [])
}

/** A read of an operation, as the document allows it; null where the run or the target does not have it. */
export function readCall(operation: Operation, values: Readonly<Record<string, string>>): Call {
  return { operation: operation.id, path: address(operation.path, { path: values }), intent: 'valid' }
}

/** The same call with something behind its query, as it stands. */
export function withQuery(call: Call, query: string, intent: Call['intent'] = 'open'): Call {
  return { ...call, intent, path: `${call.path}${call.path.includes('?') ? '&' : '?'}${query}` }
}

/** One parameter, percent-encoded throughout. */
export function parameter(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
}

async function allRead(surface: Surface, context: Context): Promise<readonly Read[]> {
  const { operations } = context.profile
  const seen: Record<string, Exchange> = {}
  const made: Read[] = []
  for (const id of Object.keys(surface.reads)) {
    if (operations !== 'all' && !operations.includes(id)) continue
    const read = await readOnce(id, { surface, seen, context })
    if (read === null) continue
    seen[id] = read.exchange
    made.push(read)
  }
  return made
}

interface Reading {
  readonly surface: Surface
  readonly seen: Record<string, Exchange>
  readonly context: Context
}

/** Reads an operation; null where nothing gives values for its path, or what gave them was deleted before it was read. */
async function readOnce(id: string, { surface, seen, context }: Reading): Promise<Read | null> {
  const operation = operationOf(context.contract, id)
  const found = (): Values => surface.reads[id]?.(seen, context) ?? null
  let values = found()
  if (values !== null && id in surface.single) {
    const call = readCall(operation, values)
    const exchange = await context.client.send({ ...call, intent: 'open' })
    if (isSuccess(exchange)) return { operation, values, call, exchange }
    if (exchange.status === 404) await lookAgain(Object.values(values), seen, context)
    values = found()
  }
  if (values === null) return null
  const call = readCall(operation, values)
  return { operation, values, call, exchange: await context.client.send(call) }
}

/** Asks once more for what showed these ids. */
async function lookAgain(ids: readonly string[], seen: Record<string, Exchange>, { client }: Context): Promise<void> {
  for (const [operation, exchange] of Object.entries(seen)) {
    if (ids.some((id) => exchange.text.includes(id))) seen[operation] = await client.send(exchange.call)
  }
}

async function allFiltered(surface: Surface, { client }: Context, reads: readonly Read[]): Promise<readonly Asked[]> {
  const made: Asked[] = []
  for (const filter of surface.filters) {
    const read = reads.find(({ operation }) => operation.id === filter.operation)
    if (read === undefined || !isSuccess(read.exchange)) continue
    const chosen = discriminating(itemsOf(surface, read.exchange.body), filter.value)
    if (chosen === null) continue
    const call = withQuery(read.call, parameter(filter.parameter, chosen.value), 'valid')
    made.push({ filter, value: chosen.value, read, exchange: await client.send(call) })
  }
  return made
}
