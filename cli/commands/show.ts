import type { Command } from 'commander'
import { ControlApiError } from '../../client/control.ts'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { ParameterError } from '../../mock/world/dataset/parameters.ts'
import { addServerOptions, DEFAULT_SERVER_URL, parseServerUrl, printJson } from '../control-request.ts'
import { parseChoice, parseNumberOrText, parseWholeNumber, UsageError } from '../arguments.ts'
import { colors } from '../colors.ts'

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

interface EnvOptions {
  readonly url: string
  readonly world: string
  readonly format: string
  readonly unset?: boolean
  readonly json?: boolean
}

export function addEnvCommand(program: Command): void {
  const command = program
    .command('env <vendor>')
    .description('Print variables that point a client to the mock server: eval "$(flowtwin env qyvo)".')
  addServerOptions(command, DEFAULT_SERVER_URL)
    .option('--format <format>', 'shell, dotenv, json or github', 'shell')
    .option('--json', 'the same as --format json')
    .option('--unset', 'print the commands that remove the variables')
    .action((vendor: string, { json = false, ...options }: EnvOptions) =>
      console.log(formatEnv(vendor, { ...options, ...(json ? { format: 'json' } : {}) })),
    )
}

const LINE_FORMATS = {
  shell: (name: string, value: string) => `export ${name}=${quoteValue(value)}`,
  dotenv: (name: string, value: string) => `${name}=${quoteValue(value)}`,
  github: (name: string, value: string) => `${name}=${value}`,
}

/** Formats the base URL and the credential of a vendor. @throws {UsageError} for an unknown vendor or format */
function formatEnv(name: string, { url, world, format, unset = false }: EnvOptions): string {
  const vendor = vendors.find((candidate) => candidate.name === name)
  if (vendor === undefined)
    throw new UsageError(`there is no vendor "${name}"; give ${vendors.map((known) => known.name).join(', ')}.`)
  const prefix = vendor.name.toUpperCase()
  const base = parseServerUrl(url) + (world === 'default' ? '' : `/w/${encodeURIComponent(world)}`)
  const variables = { [`${prefix}_URL`]: base + vendor.demo.basePath, [`${prefix}_TOKEN`]: vendor.demo.credential }
  const names = Object.keys(variables)
  if (unset) return names.map((variable) => `unset ${variable}`).join('\n')
  const choice = parseChoice('--format', format, ['shell', 'dotenv', 'json', 'github'])
  if (choice === 'json') return JSON.stringify(variables)
  return Object.entries(variables)
    .map(([variable, value]) => LINE_FORMATS[choice](variable, value))
    .join('\n')
}

/** Quotes a value as one word of a POSIX shell. */
function quoteValue(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`
}

export function addQuirksCommand(program: Command): void {
  program
    .command('quirks')
    .description('List the behaviour switches: questions that the documents leave open, with their positions.')
    .option('--json', 'print them as JSON')
    .action(listQuirks)
}

function listQuirks({ json = false }: { readonly json?: boolean }): void {
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  if (json) {
    console.log(JSON.stringify(quirks, null, 2))
    return
  }
  for (const { id, question, positions, defaultPosition, evidence, source } of quirks) {
    console.log(`${colors.bold(id)}  ${colors.dim(`${evidence}; ${source}`)}\n  ${question}`)
    for (const [position, meaning] of Object.entries(positions)) {
      console.log(`  ${position === defaultPosition ? '*' : ' '} ${position}: ${meaning}`)
    }
    console.log()
  }
  console.log(`* default; change it with: flowtwin serve --quirk ${quirks[0]?.id ?? 'id'}=position`)
}
