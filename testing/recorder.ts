import type { Send } from '../client/index.ts'
import { recordResponse, type Exchange, recordRequest, decodeText } from './recording.ts'

const WORLDS_PATH = '/_twin/v1/worlds'

/** Writes down what goes by of the worlds that it has been told of, and of those that are forked off them. */
export class Recorder {
  /** The tape of each world; worlds of one family share theirs. */
  readonly #exchangesByWorld = new Map<string, Promise<Exchange>[]>()

  /** Begins to write down what concerns a world. */
  startRecording(world: string): void {
    this.#exchangesByWorld.set(world, [])
  }

  /** What has been written down of a world and its family since. */
  async readExchanges(world: string): Promise<readonly Exchange[]> {
    return Promise.all(this.#exchangesByWorld.get(world) ?? [])
  }

  /** Drops what has been written down of a world and its family, and writes no more; tells who they are. */
  stopRecording(world: string): readonly string[] {
    const tape = this.#exchangesByWorld.get(world)
    const family = [...this.#exchangesByWorld].filter(([, other]) => other === tape).map(([name]) => name)
    for (const name of family) this.#exchangesByWorld.delete(name)
    return family
  }

  /** Stands around a way of asking, and writes down what is asked there. */
  readonly wrapFetch = (send: Send): Send => {
    return async (request) => {
      if (this.#exchangesByWorld.size === 0) return send(request)
      const body = new Uint8Array(await request.clone().arrayBuffer())
      const said = recordRequest(request, body)
      const response = await send(request).catch((error: unknown) => {
        this.#findExchanges(said, null)?.push(Promise.resolve({ request: said, response: null }))
        throw error
      })
      const tape = isEventStream(response) ? undefined : this.#findExchanges(said, response)
      // Its place in line is that of its answer; the body may take longer.
      tape?.push(recordResponse(response.clone()).then((answer) => ({ request: said, response: answer })))
      return response
    }
  }

  /** The tape that an exchange belongs on; without an answer, only the request can tell. */
  #findExchanges(said: Exchange['request'], response: Response | null): Promise<Exchange>[] | undefined {
    const { pathname } = new URL(said.url)
    if (pathname === WORLDS_PATH && said.method === 'POST')
      return response?.ok === true ? this.#adoptFork(said.body) : undefined
    const [, named] = /^(?:\/_twin\/v1\/worlds|\/w)\/([^/]+)/.exec(pathname) ?? []
    const world = response?.headers.get('x-flowtwin-world') ?? said.headers['x-flowtwin-world']
    return this.#exchangesByWorld.get((pathname.startsWith(WORLDS_PATH) ? named : (world ?? named)) ?? '')
  }

  /** A world that is forked off one of the family belongs to it. */
  #adoptFork(body: Exchange['request']['body']): Promise<Exchange>[] | undefined {
    const { name, from } = JSON.parse(decodeText(body)) as { readonly name: string; readonly from?: string }
    const tape = from === undefined ? undefined : this.#exchangesByWorld.get(from)
    if (tape !== undefined) this.#exchangesByWorld.set(name, tape)
    return tape
  }
}

/** A stream of events goes on for as long as somebody listens: it is never whole. */
function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') === true
}
