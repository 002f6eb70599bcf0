import type { Run } from '../world/model/run.ts'
import { getSpecialFlow } from '../world/model/flow.ts'
import { hasSpecials, type OwnData } from '../world/model/own-data.ts'
import { addDuration, DAY, type Duration, type Instant, MILLISECOND, MINUTE, SECOND } from '../world/time.ts'
import type { World } from '../world/world.ts'
import type { OwnContactInput, OwnDataInput, OwnFlowInput, OwnRun } from './input.ts'

/** The ids and names of one vendor. */
export interface NamedVendor {
  readonly name: string
  readonly flows?: {
    readonly formatId: (flow: number, world: World) => string
    readonly getName: (flow: number, world: World) => string
  }
  readonly contacts?: { readonly formatId: (contact: number, world: World) => string }
}

const MAX_RUNS = 4096
/** Runs may be inserted for 30 days before the start of a world. */
const MAX_AGE = 30 * DAY

/**
 * Exports the content of a world as own data: its flows and contacts with all ids, and the runs that operations created or
 * changed, with times relative to now. Generated contacts are exported as far as these runs need them.
 */
export function exportOwnData(world: World, vendors: readonly NamedVendor[]): OwnDataInput {
  const { parameters } = world.dataset
  const { ownData = {} } = parameters
  const runs = listStoredRuns(world)
  const contacts = listContacts(world, ownData, runs)
  const places = new Map(contacts.map((contact, place) => [contact, place]))
  const flows = world.dataset.flows
    .filter(({ plannedOutcome }) => plannedOutcome === null)
    // The flow made for tests returns with the other ones.
    .filter(({ index }) => getSpecialFlow(index, parameters) === undefined)
  const flowPlaces = new Map(flows.map(({ index }, place) => [index, place]))
  const toPlaces = ({ flow, contact }: Run) => ({
    flow: flowPlaces.get(flow.index) ?? 0,
    contact: places.get(contact) ?? 0,
  })
  return {
    flows: flows.map(({ index }) => exportFlow(index, world, vendors)),
    ...(contacts.length === 0 ? {} : { contacts: contacts.map((contact) => exportContact(contact, world, vendors)) }),
    ...(ownData.groups === undefined ? {} : { groups: ownData.groups }),
    ...(runs.length === 0 ? {} : { runs: runs.map((run) => exportRun(run, world, toPlaces(run))) }),
    generate: { runs: parameters.runs, every: parameters.arrivals ? formatInterval(parameters.every) : 'never' },
    ...(hasSpecials(parameters.ownData) ? { specials: true } : {}),
  }
}

/** Returns the newest runs that operations created or changed, oldest first. */
function listStoredRuns(world: World): readonly Run[] {
  const { runs } = world.view().overlay
  const earliest = addDuration(world.now, -MAX_AGE)
  const rows = runs.slice(Math.max(0, runs.size - MAX_RUNS), runs.size)
  return rows
    .map(({ cachedRun }) => cachedRun)
    .filter(({ createdAt, flow }) => {
      return createdAt > earliest && flow.isPublished && flow.plannedOutcome === null
    })
}

/** Returns the numbers of the contacts to export: own ones first, so that they keep their places. */
function listContacts(world: World, { contacts = [] }: OwnData, runs: readonly Run[]): readonly number[] {
  const changed = [...world.sideState.renderSettings.contacts].map(({ contact }) => contact)
  const others = [...changed, ...runs.map(({ contact }) => contact)].filter((contact) => contact >= contacts.length)
  return [...contacts.keys(), ...[...new Set(others)].toSorted((left, right) => left - right)]
}

function exportFlow(index: number, world: World, vendors: readonly NamedVendor[]): OwnFlowInput {
  const { isPublished = false, timeToLive = 0, own = null } = world.dataset.flows[index] ?? {}
  const entries = vendors.flatMap(({ name, flows }) => (flows === undefined ? [] : [{ vendor: name, flows }]))
  const names = entries.map(({ vendor, flows }) => [vendor, flows.getName(index, world)])
  return {
    name: own?.name ?? (Object.fromEntries(names) as Readonly<Record<string, string>>),
    ...own,
    ids: Object.fromEntries(entries.map(({ vendor, flows }) => [vendor, flows.formatId(index, world)])),
    status: isPublished ? 'published' : 'draft',
    ttl: timeToLive / MINUTE,
  }
}

function exportContact(contact: number, world: World, vendors: readonly NamedVendor[]): OwnContactInput {
  const own = world.dataset.parameters.ownData?.contacts?.[contact]
  const { name, firstName, phone, email, language } = world.getPerson(contact)
  const ids = vendors.flatMap((vendor) =>
    vendor.contacts === undefined ? [] : [[vendor.name, vendor.contacts.formatId(contact, world)]],
  )
  return {
    ...own,
    ...(name === null ? {} : { name }),
    ...(firstName === null || firstName === name?.split(' ')[0] ? {} : { firstName }),
    phones: [phone, ...(own?.phones ?? []).slice(1)],
    ...(email === null ? {} : { email }),
    language,
    ids: { ...own?.ids, ...(Object.fromEntries(ids) as Readonly<Record<string, string>>) },
  }
}

/** @param places the places of its flow and contact in the file */
function exportRun(run: Run, { now }: World, places: Pick<OwnRun, 'flow' | 'contact'>): OwnRun {
  const { environment, createdAt, startedAt, repliesAt, endedAt, status, outcome, input } = run
  const format = (at: Instant) => formatOffset(at, now)
  return {
    ...places,
    environment,
    createdAt: format(createdAt),
    ...(startedAt === null ? {} : { startedAt: format(startedAt) }),
    ...(repliesAt.length === 0 ? {} : { repliesAt: repliesAt.map(format) }),
    ...(status === 'queued' || status === 'running' ? {} : { end: status }),
    ...(endedAt === null || startedAt === null ? {} : { endedAt: format(endedAt) }),
    ...(outcome === null ? {} : { outcome }),
    ...(input?.answers === undefined ? {} : { results: input.answers.slice(0, repliesAt.length) }),
    ...(input === null ? {} : { variables: input.variables }),
  }
}

/** Formats an instant relative to now, such as "-90.5s". */
function formatOffset(at: Instant, now: Instant): string {
  const offset = at - now
  return `${offset < 0 ? '-' : '+'}${formatSeconds(Math.abs(offset))}`
}

function formatSeconds(duration: Duration): string {
  return `${(duration / SECOND).toFixed(6).replace(/\.?0+$/, '')}s`
}

function formatInterval(every: Duration): string {
  if (every % MINUTE === 0) return `${every / MINUTE}m`
  return every % SECOND === 0 ? `${every / SECOND}s` : `${every / MILLISECOND}ms`
}
