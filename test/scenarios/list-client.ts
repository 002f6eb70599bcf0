import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../support/requests.ts'

/** Asks a vendor's path, in one world. */
export type Ask = (path: string) => Promise<TestResponse>

/** What a client ends with that was refused a page. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** What a client ends with that has asked more often than any list is long. */
class Endless extends Error {
  override readonly name = 'Endless'
}

/** What a careful client ends with where it knows that it cannot have everything. */
export class Alarm extends Error {
  override readonly name = 'Alarm'
}

/** Asks in a world, and loses its patience with those who never end. */
export function asker(twin: Twin, world: string, most: number): Ask {
  let asked = 0
  return async (path) => {
    if (++asked > most) throw new Endless(`asked for ${path} as well`)
    const answer = await sendRequest(twin, `/w/${world}${path}`, {
      headers: { authorization: authorizationFor(twin, path) },
    })
    if (answer.status !== 200) throw new Refused(`${answer.status} for ${path}`)
    return answer
  }
}

function authorizationFor(twin: Twin, path: string): string {
  const vendor = twin.vendors.find(({ prefixes }) => prefixes.some((prefix) => path.startsWith(prefix)))
  return vendor?.demo.authorization ?? ''
}

/** What a client was left with. */
export interface Outcome {
  /** Every id that it has handed on, in order. */
  readonly ids: readonly string[]
  readonly ended: 'done' | 'refused' | 'endless' | 'alarm'
  /** How many there are, by its account; undefined where it gives none. */
  readonly total: number | undefined
}

/** A client hands on ids as it comes to them, and in the end may say how many there are. */
export type Client<List> = (list: List) => AsyncGenerator<string, number | undefined, undefined>

const ENDS = { Refused: 'refused', Endless: 'endless', Alarm: 'alarm' } as const

/** Lets a client read to its end, whatever that is. */
export async function outcomeOf(reading: ReturnType<Client<never>>): Promise<Outcome> {
  const ids: string[] = []
  try {
    for (;;) {
      const { done, value } = await reading.next()
      if (done === true) return { ids, ended: 'done', total: value }
      ids.push(value)
    }
  } catch (error) {
    const ended = error instanceof Error ? ENDS[error.name as keyof typeof ENDS] : undefined
    if (ended === undefined) throw error
    return { ids, ended, total: undefined }
  }
}
