import type { ControlAdapter, Profile } from '../../../contracts/index.ts'

/** A minimal server of one vendor over arrays: an independent implementation of the documents that shares no code with the mock or the suite. */
export interface Twin<Row> {
  readonly fetch: (request: Request) => Promise<Response>
  /** The data; mutants change it. */
  readonly rows: Row[]
  readonly credential: string
  /** Advances time and creates runs, where the twin supports it. */
  readonly control?: ControlAdapter
  /** The implemented operations; all of them by default. */
  readonly operations?: readonly string[]
  /** The time of the twin in milliseconds since 1970; `sleep` advances it. */
  readonly clock: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> }
}

/** The start time of every twin, a Monday morning. */
export const START_TIME = Date.UTC(2026, 4, 4, 9, 0, 0)

export function createTestClock(): Twin<never>['clock'] {
  let now = START_TIME
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds
      return Promise.resolve()
    },
  }
}

/** Creates a JSON response with the usual headers. */
export function toJsonResponse(now: number, { status, body, headers = {} }: Reply): Response {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return new Response(bytes, {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(bytes.length),
      Date: new Date(now).toUTCString(),
      ...headers,
    },
  })
}

export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Creates a UUID from a kind and a number. */
export function createUuid(kind: string, number: number): string {
  const digits = number.toString(16).padStart(8, '0')
  return `${digits}-${kind.padStart(4, '0')}-4000-8000-${digits.padStart(12, 'a')}`
}

/** Removes the content of a response, for HEAD. */
export function removeContent(response: Response): Response {
  return new Response(null, { status: response.status, headers: response.headers })
}

/** Checks the bearer token of a request; the scheme is case-insensitive. */
export function hasBearerToken(request: Request, token: string): boolean {
  const [scheme, value] = (request.headers.get('authorization') ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && value === token
}

/** Returns the profile of a twin, so that the suite skips operations that it does not implement. */
export function toProfile({ operations }: Pick<Twin<never>, 'operations'>): Partial<Profile> {
  return operations === undefined ? {} : { operations }
}
