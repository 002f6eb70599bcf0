import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { countPages, type NumberedPage } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { type RunSort, sortStatusesByName } from '../../world/query/page.ts'
import type { World } from '../../world/world.ts'
import { getVendorStatuses, type Inclusion } from './flow-runs.ts'
import { quirks } from './quirks.ts'

/** The members that can be asked for of each type. */
export const RESOURCE_FIELDS = {
  flowRuns: [
    'createdAt',
    'updatedAt',
    'flowId',
    'messageThreadId',
    'state',
    'initialMessage',
    'status',
    'cost',
    'flow',
    'messageThread',
  ],
  flows: [
    'createdAt',
    'updatedAt',
    'name',
    'reminderInterval',
    'reminderMessage',
    'sessionTimeout',
    'publishedAt',
    'unpublishedChanges',
    'flowGenerationId',
    'flowGeneration',
    'nodes',
  ],
  messageThreads: [
    'createdAt',
    'updatedAt',
    'channel',
    'identifier',
    'candidateId',
    'chatbotPaused',
    'candidate',
    'flowRuns',
    'messages',
    'conversation',
  ],
  webhooks: ['createdAt', 'updatedAt', 'resourceType', 'event', 'fields', 'webhookUrl'],
} as const satisfies Record<string, readonly string[]>

/**
 * Refuses what JSON:API makes a server refuse: names of plain lower-case letters, and families with such a name, that
 * the endpoint does not know. Other unknown names are custom parameters, which are ignored.
 */
export function rejectUnknownParameters(query: QueryString, known: readonly string[], world: World): void {
  for (const name of query.names) {
    const [base = ''] = name.split('[')
    const family = name === base ? undefined : `${base}[]`
    if (!/^[a-z]+$/.test(base) || known.includes(name) || (family !== undefined && known.includes(family))) continue
    if (getQuirkPosition(world, quirks.unknownParameters) === 'ignored') continue
    throw createQueryProblem(name, `${name} is not a parameter of this endpoint`)
  }
}

/** A name in camel case, whichever way it was written. */
export function toCamelCase(name: string, world: World): string {
  if (!name.includes('_') || getQuirkPosition(world, quirks.snakeCase) === 'refused') return name
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** One key of `sort`. */
export interface SortKey {
  readonly name: string
  readonly descending: boolean
}

/** The keys of `sort`, in order; what the document's pattern lets pass may still have a name that is not taken. */
export function parseSortKeys(sort: string, world: World): readonly SortKey[] {
  return sort.split(',').map((key) => {
    const name = toCamelCase(key.replace('-', ''), world)
    if (name.includes('_')) throw createQueryProblem('sort', `${name} cannot be sorted by`)
    return { name, descending: key.startsWith('-') }
  })
}

/** Whether a list is turned around when nobody asks for an order. */
export function isNewestFirst(world: World): boolean {
  return getQuirkPosition(world, quirks.defaultOrder) === 'newest-first'
}

/** What `sort` asks for; the order of creation when it is absent. The document's pattern has been checked before. */
export function parseSort(sort: string | undefined, world: World): RunSort {
  if (sort === undefined) return { by: 'created', descending: isNewestFirst(world) }
  const [first, second] = parseSortKeys(sort, world)
  const { name, descending } = first ?? { name: 'createdAt', descending: false }
  switch (name) {
    case 'createdAt':
      return { by: 'created', descending }
    case 'updatedAt':
      return { by: 'modified', descending }
    default: {
      const order = sortStatusesByName(getVendorStatuses(world))
      const within = second === undefined ? descending : second.descending
      return { by: 'status', order: descending ? order.toReversed() : order, descending: within }
    }
  }
}

/** What `include` names; null when it was not sent. */
export function parseInclude(include: string | undefined): Inclusion | null {
  if (include === undefined) return null
  const names = include.split(',')
  return { flow: names.includes('flow'), messageThread: names.includes('messageThread') }
}

const NO_FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map()

/** The fields asked for of each type; a type that is absent is sent whole. */
export function parseFields(query: QueryString, world: World): ReadonlyMap<string, ReadonlySet<string>> {
  if (query.pairs.length === 0) return NO_FIELDS
  const entries = Object.entries(RESOURCE_FIELDS).flatMap(([type, known]) => {
    const parameter = `fields[${type}]`
    const list = query.getLast(parameter)
    if (list === undefined) return []
    const names = list.split(',').map((name) => toCamelCase(name, world))
    const unknown = names.find((name) => name !== '' && !known.some((one) => one === name))
    if (unknown !== undefined && getQuirkPosition(world, quirks.unknownFields) === 'refused') {
      throw createQueryProblem(parameter, `${type} have no field ${unknown}`)
    }
    return [[type, new Set(names)] as const]
  })
  return new Map<string, ReadonlySet<string>>(entries)
}

/** A query that cannot be understood; JSON:API says 400, naming the parameter. */
export function createQueryProblem(parameter: string, text: string): Problem {
  return new Problem('invalid', { text, issues: [{ in: 'query', at: parameter, rule: 'query' }] })
}

const DEFAULT_SIZE = 25
const MAX_SIZE = 200

/** The part of a query that asks for a page, as far as the document was able to judge it. */
interface PageQuery {
  readonly 'page[number]'?: number
  readonly 'page[size]'?: number
}

/** The page that a query asks for; what a quirk has let pass is put right here. */
export function parsePageQuery(query: PageQuery): NumberedPage {
  const size = toPositiveInteger(query['page[size]'], DEFAULT_SIZE)
  return { number: toPositiveInteger(query['page[number]'], 1), size: Math.min(size, MAX_SIZE) }
}

/** Where a page stands in the whole. */
export function createCollectionMeta(
  page: NumberedPage,
  { total, totalUnfiltered }: { readonly total: number; readonly totalUnfiltered: number },
  world: World,
) {
  const minPages = getQuirkPosition(world, quirks.pagesOfNothing) === 'one' ? 1 : 0
  const maxPage = Math.max(minPages, countPages(total, page.size))
  return { total, totalUnfiltered, currentSize: page.size, currentPage: page.number, maxPage }
}

/** Text that is no number comes here as text, if a quirk wants it to mean the default. */
function toPositiveInteger(value: number | undefined, fallback: number): number {
  return Number.isInteger(value) && Number(value) >= 1 ? Number(value) : fallback
}
