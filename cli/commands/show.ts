import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { ParameterError } from '../../mock/world/dataset/parameters.ts'
import { ControlApiError } from '../control-request.ts'
import { UsageError } from '../usage-error.ts'

/** The options of `flowtwin show`; without a URL the world is computed here, and no server is needed. */
export interface ShowOptions {
  readonly index: string
  readonly vendor: string
  readonly url?: string
  readonly token?: string
  readonly world: string
  readonly seed: string
  readonly runs: string
  readonly every: string
  readonly now?: string
  readonly at?: string
}

type Fetch = (request: Request) => Promise<Response>

/** What identifies a run with one vendor. */
interface RunReference {
  readonly id: string
  readonly flow: string
  readonly environment: string
}

/** Where each vendor shows a run, and where in the answer it stands. */
const RUN_LOCATIONS: Readonly<
  Record<string, { path(of: RunReference): string; pick(body: unknown, of: RunReference): unknown }>
> = {
  qyvo: {
    path: ({ flow }) => `/api/v1/triggers/new-flow-triggered?flow_id=${flow}`,
    pick: (body, { id }) => (body as readonly { readonly id: string }[]).find((one) => one.id === id),
  },
  recrubo: { path: ({ id }) => `/public/v2/flow-runs/${id}`, pick: (body) => body },
  rapidpro: {
    path: ({ id }) => `/api/v2/runs.json?uuid=${id}`,
    pick: (body) => (body as { readonly results: readonly unknown[] }).results[0],
  },
  idnow: { path: ({ id, environment }) => `/api/v1/${environment}/sessions/${id}`, pick: (body) => body },
}

/**
 * The record of a run just as a vendor's API serves it.
 * @throws {UsageError} for options that cannot be used
 * @throws {ControlRefusal} when there is no such record
 */
export async function fetchVendorRecord(options: ShowOptions): Promise<unknown> {
  const { index, vendor: name } = options
  const place = Object.hasOwn(RUN_LOCATIONS, name) ? RUN_LOCATIONS[name] : undefined
  const vendor = vendors.find((one) => one.name === name)
  if (place === undefined || vendor === undefined)
    throw new UsageError(`--vendor "${name}" is unknown; give ${Object.keys(RUN_LOCATIONS).join(', ')}.`)
  if (!/^-?\d{1,10}$/.test(index)) throw new UsageError(`--index "${index}" is no whole number; give one such as -1.`)
  const fetch = options.url === undefined ? await createLocalFetch(options) : globalThis.fetch
  const origin = options.url === undefined ? 'http://127.0.0.1:4010' : new URL(options.url).origin
  const inside = options.url === undefined || options.world === 'default' ? '' : `/w/${options.world}`
  const control = `${origin}/_twin/v1/worlds/${options.url === undefined ? 'default' : options.world}`
  const getJson = async (url: string, headers: Record<string, string>) =>
    fetchJson(fetch, new Request(url, { headers }))
  const token: Record<string, string> = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }
  const run = (await getJson(`${control}/runs/${2 * Number(index)}`, token)) as ControlRun
  const { flows } = (await getJson(`${control}/flows`, token)) as FlowList
  const flow = flows.find((one) => one.flow === run.flow)?.vendors[name]?.id ?? ''
  const known = { id: run.ids[name] ?? '', flow, environment: run.environment }
  const headers = { authorization: vendor.demo.authorization }
  const record = place.pick(await getJson(origin + inside + place.path(known), headers), known)
  if (record !== undefined) return record
  throw new ControlApiError(404, `${name} shows only its newest runs, and run ${index} is not among them now; try --at`)
}

interface ControlRun {
  readonly ids: Readonly<Record<string, string>>
  readonly flow: number
  readonly environment: string
}

interface FlowList {
  readonly flows: readonly {
    readonly flow: number
    readonly vendors: Readonly<Record<string, { readonly id: string }>>
  }[]
}

async function fetchJson(fetch: Fetch, request: Request): Promise<unknown> {
  const response = await fetch(request).catch((error: unknown) => {
    throw new UsageError(`nothing answers at ${new URL(request.url).origin}; leave --url out to compute it here.`, {
      cause: error,
    })
  })
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as unknown
  const said = /^\{"error":"(.*)"\}$/.exec(text)?.[1] ?? text
  throw new ControlApiError(response.status, said.replaceAll('\\"', '"'))
}

/** The world of these options, in this process. */
async function createLocalFetch({ seed, runs, every, now, at }: ShowOptions): Promise<Fetch> {
  try {
    const twin = createTwin({
      seed: /^-?\d{1,15}$/.test(seed) ? Number(seed) : seed,
      runs: Number(runs),
      every,
      limits: false,
      ...(now === undefined ? {} : { now }),
    })
    if (at !== undefined) {
      const request = new Request('http://127.0.0.1:4010/_twin/v1/worlds/default/clock', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to: at }),
      })
      await fetchJson(twin.fetch, request)
    }
    return twin.fetch
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
