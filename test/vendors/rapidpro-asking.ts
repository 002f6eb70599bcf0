import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest, type RequestOptions } from '../support/requests.ts'

export const RUNS = '/api/v2/runs.json'
export const STARTS = '/api/v2/flow_starts.json'
export const FLOWS = '/api/v2/flows.json'
export const CONTACTS = '/api/v2/contacts.json'
export const GROUPS = '/api/v2/groups.json'

/** A world in the newer line of the source. */
export const HEAD = { 'rapidpro.version': 'head' }

// Tests look into bodies of every shape.
// oxlint-disable-next-line typescript/no-explicit-any
export type Item = Readonly<Record<string, any>>

/** Asks with a body of JSON. */
export function posting(body: unknown, asking: RequestOptions = {}): RequestOptions {
  return { ...asking, method: 'POST', body, headers: { 'content-type': 'application/json', ...asking.headers } }
}

/** Sends a body as JSON with the vendor's own credential. */
export async function post(twin: Twin, path: string, body: unknown): Promise<TestResponse> {
  return await sendRequest(twin, path, posting(body))
}

/** All items of a list, page by page. */
export async function walk(twin: Twin, first: string): Promise<readonly Item[]> {
  const all: Item[] = []
  for (let path: string | null = first; path !== null;) {
    const { json } = await sendRequest(twin, path)
    all.push(...json.results)
    path = json.next === null ? null : json.next.replace('http://localhost', '')
  }
  return all
}

/** Whatever comes first. */
export async function first(twin: Twin, path: string): Promise<Item> {
  return (await sendRequest(twin, path)).json.results[0]
}

/** A published flow that no run was ever stuck in. */
export async function regularFlow(twin: Twin, name = 'Clinic visit check'): Promise<Item> {
  return (await walk(twin, FLOWS)).find((flow) => flow['name'] === name) ?? {}
}

/** Headers of a caller with one of the credentials that stand for a role. */
export const asRole = (role: string): RequestOptions => ({
  anonymous: true,
  headers: { authorization: `Token flowtwin${role}` },
})

/** The same by the web page's session. */
export const inSession = (role: string): RequestOptions => ({
  anonymous: true,
  headers: { cookie: `csrftoken=abc; sessionid=flowtwin${role}`, 'x-csrftoken': 'abc' },
})
