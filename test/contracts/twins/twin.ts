import type { ControlAdapter, Profile } from '../../../contracts/index.ts'

/** A plain server of one vendor over arrays: the second opinion on what the documents say. Shares no code with what it is held against. */
export interface Twin<Row> {
  readonly send: (request: Request) => Promise<Response>
  /** The data, to be spoilt by whoever wants to see the suite turn red. */
  readonly rows: Row[]
  readonly credential: string
  /** Lets time pass and runs arrive, where that can be asked for. */
  readonly control?: ControlAdapter
  /** What it has of the vendor's operations; all of them when left out. */
  readonly operations?: readonly string[]
  /** The twin's own time, in milliseconds; sleeping moves it. */
  readonly clock: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> }
}

/** A Monday morning on which every twin opens. */
export const OPENING = Date.UTC(2026, 4, 4, 9, 0, 0)

export function movableClock(): Twin<never>['clock'] {
  let now = OPENING
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds
      return Promise.resolve()
    },
  }
}

/** An answer in JSON with the headers that every server sends. */
export function json(now: number, { status, body, headers = {} }: Reply): Response {
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

/** The same number always gives the same UUID. */
export function uuid(kind: string, number: number): string {
  const digits = number.toString(16).padStart(8, '0')
  return `${digits}-${kind.padStart(4, '0')}-4000-8000-${digits.padStart(12, 'a')}`
}

/** An answer without its content, as HEAD wants it. */
export function withoutContent(response: Response): Response {
  return new Response(null, { status: response.status, headers: response.headers })
}

/** Whether a request carries a bearer token; a scheme may be written in any case. */
export function carries(request: Request, token: string): boolean {
  const [scheme, value] = (request.headers.get('authorization') ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && value === token
}

/** How the suite is to read the documents for a twin: what it does not have is not asked for. */
export function profileOf({ operations }: Pick<Twin<never>, 'operations'>): Partial<Profile> {
  return operations === undefined ? {} : { operations }
}
