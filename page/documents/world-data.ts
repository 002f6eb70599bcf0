import type { components } from '../../spec/generated/control.types.ts'

type Schemas = components['schemas']

/** The part of a world from which samples are made. */
export interface WorldData {
  readonly now: string
  readonly flow: Schemas['Flow']
  /** A contact without an active run. */
  readonly contact: Schemas['Contact']
  /** A phone number that no contact has. */
  readonly unusedPhone: string
  /** Other contact without an active run. */
  readonly otherContact: Schemas['Contact']
  /** The newest run. */
  readonly run: Schemas['Run']
  readonly activeRun: Schemas['Run']
  readonly completedRun: Schemas['Run']
  readonly oldestRun: Schemas['Run']
  /** Newest entry of the journal, if it has any. */
  readonly entry: Schemas['JournalEntry'] | undefined
  /** Newest subscription that the control API made, if there is one. */
  readonly webhook: Schemas['Webhook'] | undefined
  /** Reads from the vendor without a journal entry; undefined for an error status. */
  readonly readVendor: (path: string) => Promise<Response | undefined>
}

/** Where samples come from. */
export interface SampleSource {
  readonly document: string
  readonly world: string
  /** Value of the Authorization header of the vendor's demo credential. */
  readonly authorization: string | undefined
  /** Path prefix of the world. */
  readonly worldPath: string
}

/** Loads the part of a world from which samples are made. @throws when the world lacks it */
export async function loadWorldData({ world, authorization = '', worldPath }: SampleSource): Promise<WorldData> {
  const [clock, { flows }, { contacts, total: contactCount }, { runs, total }, { runs: completed }, journal, webhooks] =
    await Promise.all([
      fetchJson<Schemas['Clock']>(`${world}/clock`),
      fetchJson<{ readonly flows: readonly Schemas['Flow'][] }>(`${world}/flows`),
      fetchJson<Schemas['ContactList']>(`${world}/contacts?limit=200`),
      fetchJson<Schemas['RunList']>(`${world}/runs?limit=200`),
      fetchJson<Schemas['RunList']>(`${world}/runs?status=completed&limit=50`),
      fetchJson<Schemas['Journal']>(`${world}/journal?limit=1`),
      fetchJson<{ readonly webhooks: readonly Schemas['Webhook'][] }>(`${world}/webhooks`),
    ])
  const live = runs.filter(({ environment }) => environment === 'live')
  const active = live.filter(({ endedAt }) => endedAt === null)
  const busy = new Set(active.map(({ contact }) => contact))
  const [contact, otherContact] = contacts.filter(({ number }) => !busy.has(number))
  const run = getFirst(live)
  const { runs: oldest } = await fetchJson<Schemas['RunList']>(`${world}/runs?limit=20&skip=${Math.max(0, total - 20)}`)
  const headers = { authorization, 'x-flowtwin-as-of': clock.now }
  return {
    now: clock.now,
    flow: getFirst(flows.filter(({ published }) => published)),
    contact: getFirst([contact]),
    unusedPhone: `+3161${1_000_000 + contactCount}`,
    otherContact: getFirst([otherContact, contact]),
    run,
    activeRun: active.find(({ status }) => status === 'running') ?? active[0] ?? run,
    completedRun: completed.find(({ environment }) => environment === 'live') ?? run,
    oldestRun: oldest.findLast(({ environment }) => environment === 'live') ?? run,
    entry: journal.entries.at(-1),
    webhook: webhooks.webhooks.at(-1),
    readVendor: async (path) => {
      const response = await fetch(`${worldPath}${path}`, { headers })
      return response.ok ? response : undefined
    },
  }
}

/** Returns the first item. @throws when there is none */
function getFirst<Item>(items: readonly (Item | undefined)[]): Item {
  const [item] = items
  if (item === undefined) throw new Error('The world has no such item.')
  return item
}

async function fetchJson<Body>(path: string): Promise<Body> {
  const response = await fetch(`v1/worlds/${path}`)
  if (!response.ok) throw new Error(`${path} returned status ${response.status}.`)
  // The control API answers as its OpenAPI document describes.
  return (await response.json()) as Body
}
