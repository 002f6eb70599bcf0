import { createTwin, type Twin, type TwinOptions } from '../../mock/twin.ts'

/** Options that a world has; the others are those of a server. */
const WORLD_OPTIONS: ReadonlySet<string> = new Set([
  'clock',
  'data',
  'dataset',
  'every',
  'limits',
  'now',
  'quirks',
  'runs',
  'seed',
  // A test of one process checks responses against their documents.
  'mutateResponse',
  'onError',
])

let balancerUrl: string | null = null
let twinCount = 0

/** Lets `createTwinUnderTest` create worlds of the servers behind a load balancer from now on. */
export function useBalancer(url: string): void {
  balancerUrl = url
}

/** Creates a twin in process; in the suite "balancer", a world of the servers behind the load balancer. */
export function createTwinUnderTest(options: TwinOptions): Twin {
  return balancerUrl === null ? createTwin(options) : createBalancedTwin(options, balancerUrl)
}

/**
 * Creates a world with the options of a twin, by a snapshot, at its first request. The twin in process stays its template: it
 * has the vendors, the beginning and, as far as the clock is moved here, the time of that world.
 */
function createBalancedTwin(options: TwinOptions, url: string): Twin {
  const template = createTwin(options)
  const names = new WorldNames(`t${process.pid}x${++twinCount}`)
  let revision = -1
  let ready: Promise<void> | undefined
  const fetchMapped: Twin['fetch'] = async (request) => {
    const response = await fetch(await names.mapRequest(request, url))
    return names.restoreResponse(response, request)
  }
  const fetchBalanced: Twin['fetch'] = async (request) => {
    ready ??= createWorld(template, options, fetchMapped).then(() => void (revision = template.world.revision))
    await ready
    if (template.world.revision !== revision)
      throw new Error('the test changes the world in process after its first request; let it use the control API')
    return fetchMapped(request)
  }
  const reject = (name: string) => {
    throw new Error(`a twin behind the load balancer has no \`${name}\` in process; let the test use the control API`)
  }
  return {
    ...template,
    get world() {
      return template.world
    },
    get journal() {
      return reject('journal')
    },
    get deliveries() {
      return reject('deliveries')
    },
    fetch: fetchBalanced,
    clock: {
      get now() {
        return template.clock.now
      },
      advance(by) {
        const before = template.clock.now
        const now = template.clock.advance(by)
        const isServed = ready !== undefined
        if (isServed) {
          revision++
          ready = ready?.then(async () => {
            const body = JSON.stringify({ advance: `${(now - before) / 1000}ms` })
            await expectSuccess(fetchMapped, 'POST', '/_twin/v1/worlds/default/clock', body)
          })
        }
        return now
      },
    },
    // The default world of the servers.
    listen: async () => ({
      url,
      controlUrl: url,
      port: Number(new URL(url).port),
      exposure: 'loopback',
      close: async () => undefined,
    }),
  }
}

async function createWorld(template: Twin, options: TwinOptions, fetchMapped: Twin['fetch']): Promise<void> {
  const unknown = Object.keys(options).find((name) => !WORLD_OPTIONS.has(name))
  if (unknown !== undefined) throw new Error(`a world behind the load balancer cannot have the option \`${unknown}\``)
  if (options.limits === false) {
    const off = JSON.stringify({ qyvo: 'off', rapidpro: 'off' })
    await expectSuccess(template.fetch, 'PUT', '/_twin/v1/worlds/default/rate-limits', off)
  }
  const snapshot = await template.fetch(new Request('http://localhost/_twin/v1/worlds/default/snapshot'))
  const body = JSON.stringify({ name: 'default', snapshot: await snapshot.json() })
  await expectSuccess(fetchMapped, 'POST', '/_twin/v1/worlds', body)
}

async function expectSuccess(send: Twin['fetch'], method: string, path: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await send(new Request(`http://localhost${path}`, { method, headers, body }))
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} got ${response.status}: ${text}`)
}

const NO_BODY: ReadonlySet<number> = new Set([204, 304])

/** The worlds of one test among those of all tests: "default" has the name of the test, each other one that as its prefix. */
class WorldNames {
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  /** Returns a request to the servers that names their worlds. */
  async mapRequest(request: Request, url: string): Promise<Request> {
    const { pathname, search } = new URL(request.url)
    const path = pathname.replace(/^(\/_twin\/v1\/worlds\/|\/w\/)([^/.]+)/, (_, start, name) => start + this.#map(name))
    const query = search.replace(/([?&]against=)([^&]+)/, (_, start, name) => start + this.#map(name))
    const headers = new Headers(request.headers)
    const named = headers.get('x-flowtwin-world')
    if (named !== null || !/^\/(_twin|w)\//.test(pathname))
      headers.set('x-flowtwin-world', this.#map(named ?? 'default'))
    if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'identity')
    const text = request.body === null ? null : await request.text()
    const body = pathname === '/_twin/v1/worlds' && text !== null ? this.#mapBody(text) : text
    const { method, signal } = request
    return new Request(url + path + query, { method, headers, body, signal, redirect: 'manual' })
  }

  /** Returns a response with the names of the test. Others than those of worlds are passed on as they arrive. */
  async restoreResponse(response: Response, request: Request): Promise<Response> {
    const { status } = response
    const headers = new Headers([...response.headers].map(([name, value]) => [name, this.#restore(value)]))
    if (NO_BODY.has(status)) return new Response(null, { status, headers })
    if (!/^\/(_twin|w)\//.test(new URL(request.url).pathname)) return new Response(response.body, { status, headers })
    return new Response(this.#restore(await response.text()), { status, headers })
  }

  #map(name: string): string {
    return name === 'default' ? this.#base : `${this.#base}-${name}`
  }

  #mapBody(text: string): string {
    const { name, from, ...others } = JSON.parse(text) as Record<string, string>
    return JSON.stringify({
      ...others,
      ...(name === undefined ? {} : { name: this.#map(name) }),
      ...(from === undefined ? {} : { from: this.#map(from) }),
    })
  }

  #restore(text: string): string {
    return text.replaceAll(`${this.#base}-`, '').replaceAll(this.#base, 'default')
  }
}
