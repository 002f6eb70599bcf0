import { pagingScenarios } from '../../mock/scenarios/catalogue.ts'
import { type PagingScenario, buildScenarioRules, listScenarioVendors } from '../../mock/scenarios/paging-scenario.ts'
import type { VendorName } from '../../mock/http/vendor.ts'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest as told, createTestTwin } from '../support/requests.ts'
import { post } from '../http/faults/fault-requests.ts'
import { type Ask, asker, type Client, type Outcome, outcomeOf } from './list-client.ts'
import { carefulPoller, carefulWithLinks, carefulWithNumbers } from './careful-clients.ts'
import { type Dated, dated, type Feed, feed, type Linked, linked, type Numbered, numbered } from './lists.ts'
import * as naive from './naive-clients.ts'

const WORLD = '/_twin/v1/worlds/beset'

/** The client that falls for each hazard, by the kind of list that it reads. */
const NAIVE: Readonly<Record<string, Fallen>> = {
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

interface Fallen {
  readonly numbers?: Client<Numbered>
  readonly links?: Client<Linked>
  readonly instants?: Client<Dated>
  readonly feed?: Client<Feed>
  /** The order of the list, where it is not that of creation. */
  readonly order?: 'changed' | 'status'
}

/** Every hazard with each vendor for whom it is real. */
export const cases: readonly (readonly [string, VendorName, PagingScenario])[] = pagingScenarios.flatMap((hazard) =>
  listScenarioVendors(hazard).map((vendor) => [hazard.id, vendor, hazard] as const),
)

export const known = Object.keys(NAIVE)

/** Whether rules bring it about, and not the world or the client alone. */
export function takesRules(hazard: PagingScenario, vendor: VendorName): boolean {
  return buildScenarioRules(hazard, [vendor]).length > 0
}

/** The world of a hazard, made anew. */
export async function besetTwin({ id }: PagingScenario, vendor: VendorName, seed: string | number): Promise<Twin> {
  // Hundreds of answers of a few forms are not each held to the document: other tests do that.
  const twin = createTestTwin({ limits: false, mutateResponse: (sent) => sent })
  const { status, text } = await post(twin, '/_twin/v1/worlds', { name: 'beset', scenario: id, vendor, seed })
  if (status !== 201) throw new Error(text)
  return twin
}

/** What the naive client of a hazard is left with. */
export function naively({ id }: PagingScenario, vendor: VendorName, twin: Twin): Promise<Outcome> {
  const { numbers, links, instants, feed: poller, order } = NAIVE[id] ?? {}
  const ask = askerIn(twin, vendor)
  if (vendor === 'qyvo' && poller !== undefined) return outcomeOf(poller(feed(ask)))
  if (instants !== undefined) return outcomeOf(instants(dated[vendor as keyof typeof dated](ask)))
  if (vendor === 'rapidpro' && links !== undefined) return outcomeOf(links(linked(ask)))
  if (numbers === undefined) throw new Error(`no naive client reads ${vendor} for ${id}`)
  return outcomeOf(numbers(numbered[vendor as keyof typeof numbered](ask, order)))
}

/** What a careful client is left with: one for each kind of list, whatever the hazard. */
export async function carefully({ id }: PagingScenario, vendor: VendorName, twin: Twin): Promise<Outcome> {
  const ask = askerIn(twin, vendor)
  if (vendor === 'qyvo') return outcomeOf(carefulPoller(feed(ask)))
  if (vendor === 'rapidpro') return outcomeOf(carefulWithLinks(await runsOf(id, ask)))
  return outcomeOf(carefulWithNumbers(numbered[vendor](ask, NAIVE[id]?.order)))
}

/** What there is to be had, once nothing goes wrong any more; of a feed, what has begun since the world did. */
export async function truth({ id }: PagingScenario, vendor: VendorName, twin: Twin): Promise<readonly string[]> {
  await twin.fetch(new Request(`http://localhost${WORLD}/scenarios`, { method: 'DELETE' }))
  if (vendor === 'qyvo') return begunIn(twin)
  const ask = askerIn(twin, vendor)
  if (vendor === 'rapidpro') return (await outcomeOf(naive.untilEmpty(await runsOf(id, ask)))).ids
  return (await outcomeOf(naive.asPlanned(numbered[vendor](ask)))).ids
}

async function begunIn(twin: Twin): Promise<readonly string[]> {
  const { runs: atFirst } = (await told(twin, WORLD)).json
  const { runs, total } = (await told(twin, `${WORLD}/runs?limit=1000`)).json
  return runs.slice(0, total - atFirst).map(({ ids }: { readonly ids: Record<string, string> }) => ids['qyvo'])
}

/** More requests than reading its longest list to the end takes; RapidPro's pages are long. */
function askerIn(twin: Twin, vendor: VendorName): Ask {
  return asker(twin, 'beset', vendor === 'rapidpro' ? 25 : 100)
}

async function runsOf(id: string, ask: Ask): Promise<Linked> {
  return id === 'foreign-cursor' ? linked(ask).ofFlow() : linked(ask)
}
