import type { Send } from '../client/index.ts'
import { recordResponse, type Exchange, recordRequest, decodeText } from './recording.ts'

const WORLDS_PATH = '/_twin/v1/worlds'

/** Records the exchanges of selected worlds and of their forks. */
export class Recorder {
  /** A world and its forks share one array. */
  readonly #exchangesByWorld = new Map<string, Promise<Exchange>[]>()

  startRecording(world: string): void {
    this.#exchangesByWorld.set(world, [])
  }

  /** Returns the exchanges of a world and its forks since `startRecording`. */
  async readExchanges(world: string): Promise<readonly Exchange[]> {
    return Promise.all(this.#exchangesByWorld.get(world) ?? [])
  }

  /** Deletes the exchanges of a world and its forks. Returns the names of these worlds. */
  stopRecording(world: string): readonly string[] {
    const exchanges = this.#exchangesByWorld.get(world)
    const family = [...this.#exchangesByWorld].filter(([, other]) => other === exchanges).map(([name]) => name)
    for (const name of family) this.#exchangesByWorld.delete(name)
    return family
  }

  /** Wraps a `fetch` function, so that its exchanges are recorded. */
  readonly wrapFetch = (send: Send): Send => {
    return async (request) => {
      if (this.#exchangesByWorld.size === 0) return send(request)
      const recordedRequest = recordRequest(request, new Uint8Array(await request.clone().arrayBuffer()))
      const response = await send(request).catch((error: unknown) => {
        const exchange: Exchange = { request: recordedRequest, response: null }
        this.#findExchanges(recordedRequest, null)?.push(Promise.resolve(exchange))
        throw error
      })
      if (isEventStream(response)) return response
      // The promise is added at once, so that exchanges are in the order of their responses.
      this.#findExchanges(recordedRequest, response)?.push(
        recordResponse(response.clone()).then((recordedResponse) => {
          return { request: recordedRequest, response: recordedResponse }
        }),
      )
      return response
    }
  }

  /** Returns the array that an exchange belongs to; undefined for a world that is not recorded. */
  #findExchanges(request: Exchange['request'], response: Response | null): Promise<Exchange>[] | undefined {
    const { pathname } = new URL(request.url)
    if (pathname === WORLDS_PATH && request.method === 'POST') {
      return response?.ok === true ? this.#addFork(request.body) : undefined
    }
    const [, pathWorld] = /^(?:\/_twin\/v1\/worlds|\/w)\/([^/]+)/.exec(pathname) ?? []
    const headerWorld = response?.headers.get('x-flowtwin-world') ?? request.headers['x-flowtwin-world']
    const world = pathname.startsWith(WORLDS_PATH) ? pathWorld : (headerWorld ?? pathWorld)
    return this.#exchangesByWorld.get(world ?? '')
  }

  /** Adds the fork of a recorded world. */
  #addFork(body: Exchange['request']['body']): Promise<Exchange>[] | undefined {
    const { name, from } = JSON.parse(decodeText(body)) as { readonly name: string; readonly from?: string }
    const exchanges = from === undefined ? undefined : this.#exchangesByWorld.get(from)
    if (exchanges !== undefined) this.#exchangesByWorld.set(name, exchanges)
    return exchanges
  }
}

/** Event streams do not end, so they are not recorded. */
function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') === true
}
