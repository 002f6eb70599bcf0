import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../support/requests.ts'

/** Reads a path of a vendor in one world. */
export type PageFetcher = (path: string) => Promise<TestResponse>

/** A page returned an error. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** The client has sent more requests than any list has pages. */
class EndlessError extends Error {
  override readonly name = 'EndlessError'
}

/** A careful client has detected that it cannot get all rows. */
export class AlarmError extends Error {
  override readonly name = 'AlarmError'
}

/** Creates a reader for one world that stops endless clients. */
export function createPageFetcher(twin: Twin, world: string, maxRequests: number): PageFetcher {
  let requestCount = 0
  return async (path) => {
    if (++requestCount > maxRequests) throw new EndlessError(`request for ${path} after ${maxRequests} others`)
    const response = await sendRequest(twin, `/w/${world}${path}`, {
      headers: { authorization: getAuthorization(twin, path) },
    })
    if (response.status !== 200) throw new RefusedError(`${response.status} for ${path}`)
    return response
  }
}

function getAuthorization(twin: Twin, path: string): string {
  const vendor = twin.vendors.find(({ prefixes }) => prefixes.some((prefix) => path.startsWith(prefix)))
  return vendor?.demo.authorization ?? ''
}

/** The result of a client. */
export interface Outcome {
  /** All processed ids, in order. */
  readonly ids: readonly string[]
  readonly end: 'done' | 'refused' | 'endless' | 'alarm'
  /** The total that the client reports; undefined for none. */
  readonly total: number | undefined
}

/** A client yields the ids that it processes, and may return a total. */
export type Client<List> = (list: List) => AsyncGenerator<string, number | undefined, undefined>

const ENDS = { RefusedError: 'refused', EndlessError: 'endless', AlarmError: 'alarm' } as const

/** Runs a client until it ends or fails. */
export async function runClient(client: ReturnType<Client<never>>): Promise<Outcome> {
  const ids: string[] = []
  try {
    for (;;) {
      const { done, value } = await client.next()
      if (done === true) return { ids, end: 'done', total: value }
      ids.push(value)
    }
  } catch (error) {
    const end = error instanceof Error ? ENDS[error.name as keyof typeof ENDS] : undefined
    if (end === undefined) throw error
    return { ids, end, total: undefined }
  }
}
