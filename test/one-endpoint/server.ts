/** Start time of every server in milliseconds since 1970. */
export const NOW = Date.UTC(2026, 4, 4, 9, 0, 0)
export const TOKEN = 'one-endpoint-token-0123456789-0123456789'

/** A server in memory with the time that its responses show; `sleep` advances it. */
export interface OneEndpointServer {
  readonly fetch: (request: Request) => Promise<Response>
  readonly credential: string
  readonly clock: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> }
}

/** A response: status, body and further headers. */
export type Reply = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>]

/** Creates a server; `respond` receives a HEAD as a GET. */
export function createServer(respond: (url: URL, request: Request) => Reply | Promise<Reply>): OneEndpointServer {
  let now = NOW
  const clock = {
    now: () => now,
    sleep: (milliseconds: number) => {
      now += milliseconds
      return Promise.resolve()
    },
  }
  const fetch = async (request: Request): Promise<Response> => {
    const [status, body, headers = {}] = await respond(new URL(request.url), request)
    const content = body === undefined || request.method === 'HEAD' ? null : JSON.stringify(body)
    const common = { 'Content-Type': 'application/json', Date: new Date(now).toUTCString() }
    return new Response(content, { status, headers: { ...common, ...headers } })
  }
  return { fetch, credential: TOKEN, clock }
}

/** Returns true for the credential with a scheme; names of schemes are case-insensitive. */
export function isAuthorized({ headers }: Request, scheme: string): boolean {
  const [given = '', token] = (headers.get('authorization') ?? '').split(' ')
  return given.toLowerCase() === scheme && token === TOKEN
}

/** Returns a UUID that ends with a number. */
export function toUuid(number: number): string {
  return `019df0a1-5af6-7e3d-af9b-${String(number).padStart(12, '0')}`
}
