import type { Command } from 'commander'
import { ControlApiError } from '../../client/control.ts'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { ParameterError } from '../../mock/world/dataset/parameters.ts'
import { addServerOptions, DEFAULT_SERVER_URL, parseServerUrl, printJson } from '../control-request.ts'
import { parseNumberOrText, parseWholeNumber } from '../parse-value.ts'
import { UsageError } from '../usage-error.ts'

interface ShowOptions {
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
  readonly json?: boolean
}

export function addShowCommand(program: Command): void {
  const command = program
    .command('show')
    .description(
      'Print a run as a vendor returns it; without --url this command computes the world, and needs no server.',
    )
  addServerOptions(command)
    .requiredOption('--index <number>', 'number of the run: negative for history, 0 for the first new one')
    .requiredOption('--vendor <name>', 'qyvo, recrubo, rapidpro or idnow')
    .option('--token <text>', 'control token, which servers on other machines require')
    .option('--seed <text>', 'seed of the data', '42')
    .option('--runs <number>', 'number of initial runs', '1000')
    .option('--every <duration>', 'interval between new runs', '2m')
    .option('--now <instant>', 'initial time of the world')
    .option('--at <instant>', 'time of the response (default: the initial time)')
    .option('--json', 'print one line of JSON')
    .action(async (options: ShowOptions) => {
      printJson(options, await fetchVendorRecord(options))
    })
}

type Fetch = (request: Request) => Promise<Response>

/** Ids of a run at one vendor. */
interface RunReference {
  readonly id: string
  readonly flow: string
  readonly environment: string
}

interface RunLocation {
  readonly buildPath: (run: RunReference) => string
  readonly pickRecord: (body: unknown, run: RunReference) => unknown
}

/** Path of a run at each vendor, and its place in the response. */
const RUN_LOCATIONS: Readonly<Record<string, RunLocation>> = {
  qyvo: {
    buildPath: ({ flow }) => `/api/v1/triggers/new-flow-triggered?flow_id=${flow}`,
    pickRecord: (body, { id }) => (body as readonly { readonly id: string }[]).find((session) => session.id === id),
  },
  recrubo: { buildPath: ({ id }) => `/public/v2/flow-runs/${id}`, pickRecord: (body) => body },
  rapidpro: {
    buildPath: ({ id }) => `/api/v2/runs.json?uuid=${id}`,
    pickRecord: (body) => (body as { readonly results: readonly unknown[] }).results[0],
  },
  idnow: {
    buildPath: ({ id, environment }) => `/api/v1/${environment}/sessions/${id}`,
    pickRecord: (body) => body,
  },
}

interface ControlRun {
  readonly ids: Readonly<Record<string, string>>
  readonly flow: number
  readonly environment: string
}

interface FlowList {
  readonly flows: readonly {
    readonly index: number
    readonly vendors: Readonly<Record<string, { readonly id: string }>>
  }[]
}

/**
 * Returns the record of a run as a vendor's API serves it.
 * @throws {UsageError} for invalid options
 * @throws {ControlApiError} when there is no such record
 */
async function fetchVendorRecord(options: ShowOptions): Promise<unknown> {
  const { index, vendor: name, url } = options
  const location = Object.hasOwn(RUN_LOCATIONS, name) ? RUN_LOCATIONS[name] : undefined
  const vendor = vendors.find((candidate) => candidate.name === name)
  if (location === undefined || vendor === undefined)
    throw new UsageError(`--vendor "${name}" is unknown; give ${Object.keys(RUN_LOCATIONS).join(', ')}.`)
  if (!/^-?\d{1,10}$/.test(index)) throw new UsageError(`--index "${index}" is no whole number; give one such as -1.`)
  const fetch = url === undefined ? await createLocalFetch(options) : globalThis.fetch
  const origin = url === undefined ? DEFAULT_SERVER_URL : parseServerUrl(url)
  const world = url === undefined ? 'default' : options.world
  const fetchUrl = async (path: string, headers: Record<string, string>): Promise<unknown> =>
    await fetchJson(fetch, new Request(origin + path, { headers }))
  const control = `/_twin/v1/worlds/${world}`
  const token: Record<string, string> = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }
  const run = (await fetchUrl(`${control}/runs/${2 * Number(index)}`, token)) as ControlRun
  const { flows } = (await fetchUrl(`${control}/flows`, token)) as FlowList
  const flow = flows.find((candidate) => candidate.index === run.flow)?.vendors[name]?.id ?? ''
  const reference = { id: run.ids[name] ?? '', flow, environment: run.environment }
  const prefix = world === 'default' ? '' : `/w/${world}`
  const body = await fetchUrl(prefix + location.buildPath(reference), { authorization: vendor.demo.authorization })
  const record = location.pickRecord(body, reference)
  if (record !== undefined) return record
  throw new ControlApiError(404, `${name} lists only its newest runs, without run ${index} at this time; try --at`)
}

async function fetchJson(fetch: Fetch, request: Request): Promise<unknown> {
  const response = await fetch(request).catch((error: unknown) => {
    throw new UsageError(`nothing answers at ${new URL(request.url).origin}; omit --url to compute the world here.`, {
      cause: error,
    })
  })
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as unknown
  const message = /^\{"error":"(.*)"\}$/.exec(text)?.[1] ?? text
  throw new ControlApiError(response.status, message.replaceAll('\\"', '"'))
}

/** Creates the world of the options in this process. */
async function createLocalFetch({ seed, runs, every, now, at }: ShowOptions): Promise<Fetch> {
  try {
    const twin = createTwin({
      seed: parseNumberOrText(seed),
      runs: parseWholeNumber('--runs', runs),
      every,
      limits: false,
      ...(now === undefined ? {} : { now }),
    })
    if (at !== undefined) {
      const request = new Request(`${DEFAULT_SERVER_URL}/_twin/v1/worlds/default/clock`, {
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
