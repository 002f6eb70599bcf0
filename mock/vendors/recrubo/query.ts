import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { countPages, type NumberedPage } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

/** The attributes of flow runs; all can be read, none can always be written. */
export const FLOW_RUN_ATTRIBUTES: readonly string[] = [
  'createdAt',
  'updatedAt',
  'flowId',
  'messageThreadId',
  'state',
  'initialMessage',
  'status',
  'cost',
]

/** The attributes and relationships of each resource type, as `fields[]` may name them. */
const RESOURCE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  flowRuns: [...FLOW_RUN_ATTRIBUTES, 'flow', 'messageThread'],
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
}

/**
 * Rejects unknown parameters as JSON:API requires: names in lower-case letters only, and families with such a name. Other
 * unknown names are custom parameters and ignored.
 * @param known names such as "sort", and families such as "filter[]"
 */
export function rejectUnknownParameters(query: QueryString, known: readonly string[], world: World): void {
  for (const name of query.names) {
    const [base = ''] = name.split('[')
    const family = name === base ? undefined : `${base}[]`
    if (!/^[a-z]+$/.test(base) || known.includes(name) || (family !== undefined && known.includes(family))) continue
    if (getQuirkPosition(world, quirks['recrubo.unknown-parameters']) === 'ignored') continue
    throw createQueryProblem(name, `${name} is not a parameter of this endpoint`)
  }
}

/** Converts a snake-case name to camel case, unless the quirk `recrubo.snake-case-names` refuses such names. */
export function toCamelCase(name: string, world: World): string {
  if (!name.includes('_') || getQuirkPosition(world, quirks['recrubo.snake-case-names']) === 'refused') return name
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

export interface SortKey {
  readonly name: string
  readonly descending: boolean
}

/** Parses the keys of `sort`. The schema has checked the pattern, but permits snake case in every position of the quirk. */
export function parseSortKeys(sort: string, world: World): readonly SortKey[] {
  return sort.split(',').map((key) => {
    const name = toCamelCase(key.replace('-', ''), world)
    if (name.includes('_')) throw createQueryProblem('sort', `${name} cannot be sorted by`)
    return { name, descending: key.startsWith('-') }
  })
}

/** Returns true if lists without `sort` begin with the newest item. */
export function isNewestFirst(world: World): boolean {
  return getQuirkPosition(world, quirks['recrubo.default-order']) === 'newest-first'
}

/** The selected fields by resource type; a type without an entry has all its fields. */
export type SparseFieldsets = ReadonlyMap<string, ReadonlySet<string>>

export function parseFields(query: QueryString, world: World): SparseFieldsets {
  const fieldsets = new Map<string, ReadonlySet<string>>()
  for (const [type, known] of Object.entries(RESOURCE_FIELDS)) {
    const parameter = `fields[${type}]`
    const value = query.getLast(parameter)
    if (value === undefined) continue
    const names = value.split(',').map((name) => toCamelCase(name, world))
    const unknown = names.find((name) => name !== '' && !known.includes(name))
    if (unknown !== undefined && getQuirkPosition(world, quirks['recrubo.unknown-fields']) === 'refused') {
      throw createQueryProblem(parameter, `${type} have no field ${unknown}`)
    }
    fieldsets.set(type, new Set(names))
  }
  return fieldsets
}

/** @throws {Problem} if the id in a body is not that of the resource */
export function assertSameId(bodyId: string, id: string): void {
  if (bodyId.toLowerCase() === id.toLowerCase()) return
  throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
}

/** The problem for a parameter that cannot be used: 400 with the parameter as its source. */
export function createQueryProblem(parameter: string, text: string): Problem {
  return new Problem('invalid', { text, issues: [{ in: 'query', at: parameter, rule: 'query' }] })
}

/** The paging parameters. With quirks, values outside the schema arrive here unconverted. */
export interface PageQuery {
  readonly 'page[number]'?: number
  readonly 'page[size]'?: number
}

/** Returns the requested page. Invalid values that a quirk has accepted become the default or the maximum. */
export function parsePageQuery(query: PageQuery): NumberedPage {
  const size = toPositiveInteger(query['page[size]'], 25)
  return { number: toPositiveInteger(query['page[number]'], 1), size: Math.min(size, 200) }
}

function toPositiveInteger(value: number | undefined, fallback: number): number {
  return Number.isInteger(value) && Number(value) >= 1 ? Number(value) : fallback
}

/** The `meta` of a list document. */
export function createCollectionMeta(page: NumberedPage, total: number, totalUnfiltered: number, world: World) {
  const minPages = getQuirkPosition(world, quirks['recrubo.pages-of-nothing']) === 'one' ? 1 : 0
  const maxPage = Math.max(minPages, countPages(total, page.size))
  return { total, totalUnfiltered, currentSize: page.size, currentPage: page.number, maxPage }
}
