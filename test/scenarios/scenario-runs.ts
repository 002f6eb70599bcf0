import { pagingScenarios } from '../../mock/scenarios/catalogue.ts'
import { type PagingScenario, buildScenarioRules, listScenarioVendors } from '../../mock/scenarios/paging-scenario.ts'
import type { VendorName } from '../../mock/http/vendor.ts'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { sendPost } from '../http/faults/fault-requests.ts'
import { type PageFetcher, createPageFetcher, type Client, type Outcome, runClient } from './list-client.ts'
import { carefulPoller, carefulWithLinks, carefulWithNumbers } from './careful-clients.ts'
import {
  type DatedList,
  datedLists,
  type Feed,
  createFeed,
  type LinkedList,
  createLinkedList,
  type NumberedList,
  numberedLists,
} from './lists.ts'
import * as naive from './naive-clients.ts'

const WORLD = '/_twin/v1/worlds/scenario'

/** The naive client of each scenario, by the kind of list that it reads. */
const NAIVE: Readonly<Record<string, NaiveClients>> = {
  'insert-between-pages': { numbers: naive.untilShort },
  'delete-between-pages': { numbers: naive.untilShort },
  'row-moves': { numbers: naive.untilShort, links: naive.untilEmpty, order: 'changed' },
  'total-changes': { numbers: naive.asPlanned },
  'burst-over-the-window': { feed: naive.unseen },
  'equal-instants': { instants: naive.beforeTheLast, feed: naive.laterThanTheLast },
  'unsorted-ties': { numbers: naive.asPlanned, order: 'status' },
  'row-repeated': { numbers: naive.asPlanned, links: naive.untilEmpty },
  'row-dropped': { numbers: naive.asPlanned },
  'last-page-full': { numbers: naive.untilShort, links: naive.whileFull },
  'page-past-the-end': { numbers: naive.untilRefused },
  'size-clamped': { numbers: naive.untilShort },
  'empty-page-before-the-end': { links: naive.untilEmpty },
  'next-repeats': { links: naive.untilEmpty },
  'cursor-expires': { links: naive.untilEmpty },
  'foreign-cursor': { links: naive.withKeptCursor },
}

interface NaiveClients {
  readonly numbers?: Client<NumberedList>
  readonly links?: Client<LinkedList>
  readonly instants?: Client<DatedList>
  readonly feed?: Client<Feed>
  /** The sort order, where it is not that of creation. */
  readonly order?: 'changed' | 'status'
}

/** Every scenario with each of its vendors. */
export const cases: readonly (readonly [string, VendorName, PagingScenario])[] = pagingScenarios.flatMap((scenario) =>
  listScenarioVendors(scenario).map((vendor) => [scenario.id, vendor, scenario] as const),
)

export const clientIds = Object.keys(NAIVE)

/** True for a scenario that needs fault rules. */
export function hasRules(scenario: PagingScenario, vendor: VendorName): boolean {
  return buildScenarioRules(scenario, [vendor]).length > 0
}

/** Creates a server with the world of a scenario. */
export async function createScenarioTwin(
  { id }: PagingScenario,
  vendor: VendorName,
  seed: string | number,
): Promise<Twin> {
  // Responses are not validated against the documents, because there are hundreds and other tests do it.
  const twin = createTestTwin({ limits: false, mutateResponse: (response) => response })
  const { status, text } = await sendPost(twin, '/_twin/v1/worlds', { name: 'scenario', scenario: id, vendor, seed })
  if (status !== 201) throw new Error(text)
  return twin
}

/** Runs the naive client of a scenario. */
export function runNaiveClient({ id }: PagingScenario, vendor: VendorName, twin: Twin): Promise<Outcome> {
  const { numbers, links, instants, feed: poller, order } = NAIVE[id] ?? {}
  const ask = createFetcher(twin, vendor)
  if (vendor === 'qyvo' && poller !== undefined) return runClient(poller(createFeed(ask)))
  if (instants !== undefined) return runClient(instants(datedLists[vendor as keyof typeof datedLists](ask)))
  if (vendor === 'rapidpro' && links !== undefined) return runClient(links(createLinkedList(ask)))
  if (numbers === undefined) throw new Error(`no naive client reads ${vendor} for ${id}`)
  return runClient(numbers(numberedLists[vendor as keyof typeof numberedLists](ask, order)))
}

/** Runs the careful client for the kind of list. */
export async function runCarefulClient({ id }: PagingScenario, vendor: VendorName, twin: Twin): Promise<Outcome> {
  const ask = createFetcher(twin, vendor)
  if (vendor === 'qyvo') return runClient(carefulPoller(createFeed(ask)))
  if (vendor === 'rapidpro') return runClient(carefulWithLinks(await createRunList(id, ask)))
  return runClient(carefulWithNumbers(numberedLists[vendor](ask, NAIVE[id]?.order)))
}

/** Removes the rules and returns the ids of all rows; for a feed, of all new runs. */
export async function listAllIds({ id }: PagingScenario, vendor: VendorName, twin: Twin): Promise<readonly string[]> {
  await twin.fetch(new Request(`http://localhost${WORLD}/scenarios`, { method: 'DELETE' }))
  if (vendor === 'qyvo') return listNewRuns(twin)
  const ask = createFetcher(twin, vendor)
  if (vendor === 'rapidpro') return (await runClient(naive.untilEmpty(await createRunList(id, ask)))).ids
  return (await runClient(naive.asPlanned(numberedLists[vendor](ask)))).ids
}

async function listNewRuns(twin: Twin): Promise<readonly string[]> {
  const { runs: initialCount } = (await sendRequest(twin, WORLD)).json
  const { runs, total } = (await sendRequest(twin, `${WORLD}/runs?limit=1000`)).json
  return runs.slice(0, total - initialCount).map(({ ids }: { readonly ids: Record<string, string> }) => ids['qyvo'])
}

/** Allows more requests than the longest list has pages; RapidPro's pages are long. */
function createFetcher(twin: Twin, vendor: VendorName): PageFetcher {
  return createPageFetcher(twin, 'scenario', vendor === 'rapidpro' ? 25 : 100)
}

async function createRunList(id: string, ask: PageFetcher): Promise<LinkedList> {
  return id === 'foreign-cursor' ? createLinkedList(ask).openFlowList() : createLinkedList(ask)
}
