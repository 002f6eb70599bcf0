import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, defineCheck, citeVendor } from '../../kit/check.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { mapInOrder } from '../../kit/checks/send.ts'
import { groupBy, getObjects, getPath, getString, isSameJson, type JsonObject } from '../../kit/json.ts'
import { isSuccess } from '../../kit/http/exchange.ts'
import { isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import { parseInstant } from '../../kit/oracles/instants.ts'
import {
  CheckStoppedError,
  checkEach,
  createNotApplicable,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import { buildListRequest, buildRunsRequest, type ListName, readResults } from './runs.ts'
import { getWalkItems, runs, type Walk, walkPages } from './walks.ts'
import { createWindow, isInWindow, reversedWalk } from './windows.ts'

/** The most pages of a list that are read. */
const MAX_PAGES = 3

/** A filter of a list: its parameter, the value that an item has, and whether an item matches a value. */
interface ListFilter {
  readonly parameter: string
  readonly getValue: (item: JsonObject) => string | undefined
  readonly matches: (item: JsonObject, value: string) => boolean
  /** A value that no item has; by default none is tried. */
  readonly unknownValue?: string
}

interface ListRules {
  readonly name: ListName
  /** The member that the list is sorted by, newest first. */
  readonly sortKey: string | null
  readonly filters: readonly ListFilter[]
}

const byUuid: ListFilter = {
  parameter: 'uuid',
  getValue: (item) => getString(item, 'uuid'),
  matches: (item, value) => isSameId(getString(item, 'uuid'), value),
  unknownValue: UNKNOWN_UUID,
}

function byMember(parameter: string, unknownValue?: string): ListFilter {
  return {
    parameter,
    getValue: (item) => toText(getPath(item, parameter)),
    matches: (item, value) => toText(getPath(item, parameter)) === value,
    ...(unknownValue === undefined ? {} : { unknownValue }),
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined
}

function byGroup(member: 'uuid' | 'name', unknownValue: string): ListFilter {
  return {
    parameter: 'group',
    getValue: (item) => getString(item, 'groups', 0, member),
    matches: (item, value) => getObjects(item, 'groups').some((group) => isSameId(getString(group, member), value)),
    unknownValue,
  }
}

const byUrn: ListFilter = {
  parameter: 'urn',
  // An anonymous workspace masks URNs.
  getValue: (item) => [getString(item, 'urns', 0)].find((urn) => urn?.includes('*') === false),
  matches: (item, value) => (getPath(item, 'urns') as readonly unknown[] | undefined)?.includes(value) === true,
}

const LISTS: readonly ListRules[] = [
  {
    name: 'contacts',
    sortKey: 'modified_on',
    filters: [byUuid, byUrn, byGroup('uuid', UNKNOWN_UUID), byGroup('name', 'flowtwin no such group')],
  },
  { name: 'flows', sortKey: 'created_on', filters: [byUuid, byMember('type', 'flowtwin'), byMember('archived')] },
  { name: 'groups', sortKey: null, filters: [byUuid, byMember('name', 'flowtwin no such group')] },
  { name: 'starts', sortKey: 'modified_on', filters: [byUuid] },
]

/** The first pages of the other lists that the target offers. */
export const lists = defineProbe<ReadonlyMap<ListName, Walk>>('reading the other lists', async (context) => {
  const walks = new Map<ListName, Walk>()
  for (const { name } of LISTS) {
    const pages = await readList(name, {}, context)
    if (pages !== null) walks.set(name, pages)
  }
  if (walks.size === 0) throw createNotApplicable('the target offers no other list')
  return walks
})

/** Reads the first pages of a list; null when the target does not offer it. */
async function readList(
  name: ListName,
  query: Readonly<Record<string, string>>,
  context: CheckContext,
): Promise<Walk | null> {
  try {
    const { limits } = context
    return await walkPages(buildListRequest(name, query), { ...context, limits: { ...limits, pages: MAX_PAGES } })
  } catch (error) {
    if (error instanceof CheckStoppedError) return null
    throw error
  }
}

/** The lists of flows, contacts, groups and starts. */
export const otherListChecks: readonly Check[] = [
  defineCheck('CUR-078', citeVendor('SHOULD', 'listContacts'), {
    title: 'Every filter of contacts, flows, groups and starts returns all matching items and no others',
    evidence: ['filter value', 'let the run read contacts, flows, groups and starts'],
    run: checkFilters,
  }),
  defineCheck('CUR-079', citeVendor('SHOULD', 'listContacts'), {
    title: 'Contacts, flows and starts are listed newest first, and oldest first with `reverse`',
    evidence: ['pair of adjacent items', 'two contacts, flows or starts'],
    run: checkListOrder,
  }),
  defineCheck('CUR-080', citeVendor('SHOULD', 'listContacts'), {
    title: 'Paging through contacts, flows, groups and starts returns every item once, whatever the page boundaries',
    evidence: ['item of a list of several pages', 'more contacts, flows or starts than fit on one page'],
    run: checkListPages,
  }),
  defineCheck('CUR-081', citeVendor('SHOULD', 'listContacts'), {
    title: 'Contacts and starts agree with the runs that refer to them: names, flows and active runs',
    evidence: ['contact or start of a run', 'runs with a start'],
    run: checkAgreement,
  }),
]

async function checkFilters(context: CheckContext): Promise<Judgement> {
  const walks = await context.probeOnce(lists)
  const judgements: Judgement[] = []
  for (const { name, sortKey, filters } of LISTS) {
    const base = walks.get(name)
    if (base === undefined) continue
    const all = getWalkItems(base)
    for (const { parameter, getValue, matches, unknownValue } of filters) {
      const values = new Set(
        [all[0], all.at(-1)].flatMap((item) => (item === undefined ? [] : (getValue(item.item) ?? []))),
      )
      for (const value of [...values, unknownValue].filter((value) => value !== undefined)) {
        const query = { [parameter]: value }
        const isKnown = values.has(value)
        judgements.push(
          await checkListFilter(
            name,
            query,
            { matches: (item) => isKnown && matches(item.item, value), base },
            context,
          ),
        )
      }
    }
    const window = sortKey === null || name === 'groups' ? null : createModificationWindow(all)
    if (window === null) continue
    const { after, before } = window
    for (const query of [{ after }, { before }, { after, before }])
      judgements.push(await checkListFilter(name, query, { matches: (item) => isInWindow(item, query), base }, context))
  }
  return mergeJudgements(judgements)
}

/** A window of the middle third by `modified_on`, by which `before` and `after` filter in every list. */
function createModificationWindow(all: readonly ListItem[]): ReturnType<typeof createWindow> {
  const sorted = all
    .filter(({ timestamp }) => parseInstant(timestamp) !== null)
    .toSorted((left, right) => ((left.timestamp ?? '') < (right.timestamp ?? '') ? 1 : -1))
  const third = Math.floor(sorted.length / 3)
  return third === 0 ? null : createWindow(sorted, third, { count: third })
}

async function checkListFilter(
  name: ListName,
  query: Readonly<Record<string, string>>,
  { matches, base }: { readonly matches: (item: ListItem) => boolean; readonly base: Walk },
  context: CheckContext,
): Promise<Judgement> {
  const judge = async (reference: Walk): Promise<readonly Violation[] | null> => {
    const filtered = await readList(name, query, context)
    const exchange = filtered?.pages[0]?.exchange
    // A value that nothing has may be rejected.
    if (filtered === null || exchange === undefined) return null
    const items = getWalkItems(filtered)
    const ids = new Set(items.map(({ id }) => id))
    const missing =
      filtered.end === 'complete' ? getWalkItems(reference).filter((item) => matches(item) && !ids.has(item.id)) : []
    const label = new URLSearchParams(query).toString()
    const known = new Map(getWalkItems(reference).map((item) => [item.id, item]))
    const different = items.flatMap(({ id, timestamp, item }) => {
      const other = known.get(id)
      const names = other?.timestamp === timestamp ? listDifferences(item, other?.item) : []
      return names.length === 0 ? [] : [{ id, names }]
    })
    return [
      ...different.map(({ id, names }) => ({
        message: `${name}: an item differs with ${Object.keys(query).join(' and ')} in ${names.join(', ')}`,
        example: `${label}: ${id} differs`,
        exchange,
      })),
      ...items
        .filter((item) => !matches(item))
        .map(({ id }) => ({
          message: `${name}: an item that does not match ${Object.keys(query).join(' and ')}`,
          example: `${label}: ${id}`,
          exchange,
        })),
      ...missing.map(({ id }) => ({
        message: `${name}: an item that matches ${Object.keys(query).join(' and ')} is missing`,
        example: `${label}: ${id}`,
        exchange,
      })),
    ]
  }
  const violations = await judge(base)
  if (violations === null) return { evidence: 0, violations: [] }
  if (violations.length === 0) return { evidence: 1, violations }
  // Items may have changed in between.
  const again = await readList(name, {}, context)
  const repeated = again === null ? [] : ((await judge(again)) ?? [])
  return {
    evidence: 1,
    violations: violations.filter(({ example }) => repeated.some((other) => other.example === example)),
  }
}

/** Members that change while runs go on, although their item is not modified. */
const VOLATILE = ['flow', 'last_seen_on', 'runs', 'status', 'progress', 'count', 'groups']

function listDifferences(left: JsonObject, right: JsonObject = {}): readonly string[] {
  return Object.keys(left).filter(
    (name) => !VOLATILE.includes(name) && Object.hasOwn(right, name) && !isSameJson(left[name], right[name]),
  )
}

/** Replaces the timestamp of items by the member that a list is sorted by. */
function withSortKey(items: readonly ListItem[], sortKey: string): readonly ListItem[] {
  return items.map((item) => ({ ...item, timestamp: getString(item.item, sortKey) }))
}

async function checkListOrder(context: CheckContext): Promise<Judgement> {
  const walks = await context.probeOnce(lists)
  // Older installations ignore `reverse` in all lists.
  const isHonoured = await canReverse(context)
  const judgements = await mapInOrder(LISTS, async ({ name, sortKey }) => {
    const [base, first] = [walks.get(name), walks.get(name)?.pages[0]]
    if (base === undefined || first === undefined || sortKey === null) return { evidence: 0, violations: [] }
    const forward = checkOrder(withSortKey(getWalkItems(base), sortKey), 'descending', first.exchange)
    const reversed = isHonoured ? await readList(name, { reverse: 'true' }, context) : null
    const exchange = reversed?.pages[0]?.exchange
    if (reversed === null || exchange === undefined) return forward
    return mergeJudgements([forward, checkOrder(withSortKey(getWalkItems(reversed), sortKey), 'ascending', exchange)])
  })
  return mergeJudgements(judgements)
}

/** True when the list of runs can be reversed. */
async function canReverse({ probeOnce }: CheckContext): Promise<boolean> {
  const reversed = await probeOnce(reversedWalk)
  const exchange = reversed?.walk.pages[0]?.exchange
  if (reversed === null || exchange === undefined) return false
  return checkOrder(getWalkItems(reversed.walk), 'descending', exchange).violations.length > 0
}

async function checkListPages(context: CheckContext): Promise<Judgement> {
  const walks = await context.probeOnce(lists)
  const judgements = await mapInOrder(LISTS, async ({ name }): Promise<Judgement> => {
    const base = walks.get(name)
    const size = base?.pages[0]?.items.length ?? 0
    if (base === undefined || base.pages.length < 2) return { evidence: 0, violations: [] }
    const all = getWalkItems(base)
    const window = createWindow(all, Math.max(1, Math.floor(size / 2)), { count: size })
    if (window === null) return { evidence: 0, violations: [] }
    const { after, before } = window
    return await checkListFilter(
      name,
      { after, before },
      { matches: (item) => isInWindow(item, window), base },
      context,
    )
  })
  return mergeJudgements(judgements)
}

async function checkAgreement(context: CheckContext): Promise<Judgement> {
  const walks = await context.probeOnce(lists)
  const [contacts, starts] = (['contacts', 'starts'] as const).map((name) => walks.get(name))
  const listed = await context.probeOnce(runs)
  const byContact = new Map((contacts === undefined ? [] : getWalkItems(contacts)).map(({ id, item }) => [id, item]))
  const byStart = new Map((starts === undefined ? [] : getWalkItems(starts)).map(({ id, item }) => [id, item]))
  const withStart = listed.flatMap((run) => {
    const start = byStart.get(getString(run.item, 'start', 'uuid') ?? '')
    return start === undefined ? [] : [{ run, start }]
  })
  const started = checkEach(withStart, ({ run, start }) =>
    isSameId(getString(start, 'flow', 'uuid'), getString(run.item, 'flow', 'uuid'))
      ? null
      : { message: 'the start of a run names another flow', example: run.id, exchange: run.exchange },
  )
  const pairs = [...groupBy(listed, ({ item }) => getString(item, 'contact', 'uuid') ?? '')].flatMap(
    ([uuid, group]) => {
      const contact = byContact.get(uuid)
      return contact === undefined
        ? []
        : [
            {
              uuid,
              differences: findContactDifferences(
                contact,
                group.map(({ item }) => item),
              ),
            },
          ]
    },
  )
  const suspects = pairs.filter(({ differences }) => differences.length > 0).slice(0, MAX_CONFIRMED)
  const confirmed = await mapInOrder(suspects, async ({ uuid }) => await confirmContact(uuid, context))
  return mergeJudgements([started, { evidence: pairs.length - suspects.length, violations: [] }, ...confirmed])
}

/** The most contacts that are read again. */
const MAX_CONFIRMED = 3

/** Compares a contact with its newest runs: its name, and the flow that it is in. */
function findContactDifferences(contact: JsonObject, itsRuns: readonly JsonObject[]): readonly string[] {
  const [newest] = itsRuns
  const flow = getString(contact, 'flow', 'uuid')
  const isInFlow = itsRuns.some(
    (run) => getPath(run, 'exit_type') === null && isSameId(getString(run, 'flow', 'uuid'), flow),
  )
  return [
    ...(getPath(contact, 'name') === getPath(newest, 'contact', 'name')
      ? []
      : ['a contact has another name in its runs']),
    ...(flow === undefined || isInFlow ? [] : ['a contact is in a flow without an active run there']),
  ]
}

/** Reads a contact and its runs again, as both may have changed in between. */
async function confirmContact(uuid: string, context: CheckContext): Promise<Judgement> {
  const listed = await readList('contacts', { uuid }, context)
  const exchange = await context.client.sendRequest(buildRunsRequest({ contact: uuid }, 'open'))
  const contact = listed === null ? undefined : getWalkItems(listed).find(({ id }) => isSameId(id, uuid))?.item
  if (contact === undefined || !isSuccess(exchange)) return { evidence: 0, violations: [] }
  const differences = findContactDifferences(contact, readResults(exchange))
  return { evidence: 1, violations: differences.map((message) => ({ message, example: uuid, exchange })) }
}
