import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest, type RequestOptions } from '../../support/requests.ts'

export const RUNS = '/api/v2/runs.json'
export const STARTS = '/api/v2/flow_starts.json'
export const FLOWS = '/api/v2/flows.json'
export const CONTACTS = '/api/v2/contacts.json'
export const GROUPS = '/api/v2/groups.json'

/** Quirk settings for the newer line. */
export const HEAD = { 'rapidpro.version': 'head' }

// Tests look into bodies of every shape.
// oxlint-disable-next-line typescript/no-explicit-any
export type Item = Readonly<Record<string, any>>

/** Returns the options of a POST with a JSON body. */
export function createPostOptions(body: unknown, options: RequestOptions = {}): RequestOptions {
  return { ...options, method: 'POST', body, headers: { 'content-type': 'application/json', ...options.headers } }
}

/** Sends a POST with a JSON body and the vendor's demo credential. */
export async function sendPost(twin: Twin, path: string, body: unknown): Promise<TestResponse> {
  return await sendRequest(twin, path, createPostOptions(body))
}

/** Reads all items of a list along `next`. */
export async function readAllPages(twin: Twin, first: string): Promise<readonly Item[]> {
  const all: Item[] = []
  for (let path: string | null = first; path !== null;) {
    const { json } = await sendRequest(twin, path)
    all.push(...json.results)
    path = json.next === null ? null : json.next.replace('http://localhost', '')
  }
  return all
}

/** Reads the first item of a list. */
export async function readFirst(twin: Twin, path: string): Promise<Item> {
  return (await sendRequest(twin, path)).json.results[0]
}

/** Finds a published flow without special behaviour. */
export async function findRegularFlow(twin: Twin, name = 'Clinic visit check'): Promise<Item> {
  return (await readAllPages(twin, FLOWS)).find((flow) => flow['name'] === name) ?? {}
}

/** Returns the options of a request with the token of a role. */
export const useToken = (role: string): RequestOptions => ({
  anonymous: true,
  headers: { authorization: `Token flowtwin${role}` },
})

/** Returns the options of a request with the web session of a role. */
export const useSession = (role: string): RequestOptions => ({
  anonymous: true,
  headers: { cookie: `csrftoken=abc; sessionid=flowtwin${role}`, 'x-csrftoken': 'abc' },
})
