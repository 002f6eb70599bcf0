import type { Send } from '../client/index.ts'
import { answerOf, type Exchange, saidBy, textOf } from './recording.ts'

const CONTROL = '/_twin/v1/worlds'

/** Writes down what goes by of the worlds that it has been told of, and of those that are forked off them. */
export class Recorder {
  /** The tape of each world; worlds of one family share theirs. */
  readonly #tapes = new Map<string, Promise<Exchange>[]>()

  /** Begins to write down what concerns a world. */
  begin(world: string): void {
    this.#tapes.set(world, [])
  }

  /** What has been written down of a world and its family since. */
  async exchanges(world: string): Promise<readonly Exchange[]> {
    return Promise.all(this.#tapes.get(world) ?? [])
  }

  /** Drops what has been written down of a world and its family, and writes no more; tells who they are. */
  forget(world: string): readonly string[] {
    const tape = this.#tapes.get(world)
    const family = [...this.#tapes].filter(([, other]) => other === tape).map(([name]) => name)
    for (const name of family) this.#tapes.delete(name)
    return family
  }

  /** Stands around a way of asking, and writes down what is asked there. */
  readonly around = (send: Send): Send => {
    return async (request) => {
      if (this.#tapes.size === 0) return send(request)
      const body = new Uint8Array(await request.clone().arrayBuffer())
      const said = saidBy(request, body)
      const response = await send(request).catch((error: unknown) => {
        this.#tapeOf(said, null)?.push(Promise.resolve({ request: said, response: null }))
        throw error
      })
      const tape = isStream(response) ? undefined : this.#tapeOf(said, response)
      // Its place in line is that of its answer; the body may take longer.
      tape?.push(answerOf(response.clone()).then((answer) => ({ request: said, response: answer })))
      return response
    }
  }

  /** The tape that an exchange belongs on; without an answer, only the request can tell. */
  #tapeOf(said: Exchange['request'], response: Response | null): Promise<Exchange>[] | undefined {
    const { pathname } = new URL(said.url)
    if (pathname === CONTROL && said.method === 'POST')
      return response?.ok === true ? this.#adopted(said.body) : undefined
    const [, named] = /^(?:\/_twin\/v1\/worlds|\/w)\/([^/]+)/.exec(pathname) ?? []
    const world = response?.headers.get('x-flowtwin-world') ?? said.headers['x-flowtwin-world']
    return this.#tapes.get((pathname.startsWith(CONTROL) ? named : (world ?? named)) ?? '')
  }

  /** A world that is forked off one of the family belongs to it. */
  #adopted(body: Exchange['request']['body']): Promise<Exchange>[] | undefined {
    const { name, from } = JSON.parse(textOf(body)) as { readonly name: string; readonly from?: string }
    const tape = from === undefined ? undefined : this.#tapes.get(from)
    if (tape !== undefined) this.#tapes.set(name, tape)
    return tape
  }
}

/** A stream of events goes on for as long as somebody listens: it is never whole. */
function isStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') === true
}
