import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type StoreOptions } from '../../mock/store/open-store.ts'
import { createTwin, type Twin, type TwinOptions } from '../../mock/twin.ts'

/** Creates a folder that is removed after the test. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a twin over a folder, and its default world. */
export async function openTwin(
  folder: string,
  options: Omit<TwinOptions, 'store'> = {},
  storeOptions: StoreOptions = {},
): Promise<Twin> {
  const store = await openStore(folder, storeOptions)
  const twin = createTwin({
    runs: 60,
    onError: (error) => {
      throw error
    },
    ...options,
    store,
  })
  await twin.ready()
  return twin
}

/** The path of the newest log of a world. */
export function findLog(folder: string, world = 'default'): string {
  const logs = readdirSync(join(folder, world)).filter((name) => name.endsWith('.log'))
  return join(folder, world, logs.toSorted().at(-1) ?? '')
}

const AUTHORIZATIONS: ReadonlyMap<string, string> = new Map(
  createTwin().vendors.map(({ name, demo }) => [name, demo.authorization]),
)
const VENDORS: readonly (readonly [prefix: string, vendor: string])[] = [
  ['/api/v2', 'rapidpro'],
  ['/public/v2', 'recrubo'],
  ['/api/v1', 'qyvo'],
]

/** Creates a request of a vendor, or of the control API. @param path may begin with "/w/<world>" */
export function createRequest(method: string, path: string, body?: unknown): Request {
  const bare = path.replace(/^\/w\/[^/]+/, '')
  const vendor = VENDORS.find(([prefix]) => bare.startsWith(prefix))?.[1] ?? ''
  const authorization = AUTHORIZATIONS.get(vendor)
  const type = vendor === 'recrubo' ? 'application/vnd.api+json' : 'application/json'
  return new Request(`http://localhost${path}`, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

export async function send(twin: Pick<Twin, 'fetch'>, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await twin.fetch(createRequest(method, path, body))
  return { status: response.status, text: await response.text(), headers: response.headers }
}

/** Starts a flow for new contacts, which RapidPro creates: several operations of one request. */
export function startFlow(twin: Pick<Twin, 'fetch'>, phones: readonly string[], world = 'default'): Promise<Answer> {
  const body = { flow: FIRST_FLOW, urns: phones.map((phone) => `tel:${phone}`) }
  return send(twin, 'POST', `/w/${world}/api/v2/flow_starts.json`, body)
}

/** The first flow of a world with the default seed, in RapidPro. */
export const FIRST_FLOW = await findFirstFlow()

async function findFirstFlow(): Promise<string | undefined> {
  const { text } = await send(createTwin(), 'GET', '/api/v2/flows.json')
  return (JSON.parse(text) as { readonly results: readonly { readonly uuid: string }[] }).results[0]?.uuid
}

const READS = ['/api/v2/runs.json', '/api/v2/contacts.json', '/api/v2/flow_starts.json', '/public/v2/flow-runs']

/** Returns the bytes of the lists of a world, and its clock. */
export async function readWorld(twin: Pick<Twin, 'fetch'>, world = 'default'): Promise<readonly string[]> {
  const paths = [...READS.map((path) => `/w/${world}${path}`), `/_twin/v1/worlds/${world}`]
  const answers: string[] = []
  for (const path of paths) {
    const { status, text } = await send(twin, 'GET', path)
    answers.push(`${status} ${text}`)
  }
  return answers
}
