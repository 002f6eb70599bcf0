import type { CheckRequest } from '../../../../contracts/kit/http/exchange.ts'
import { Client, ExchangeRecorder } from '../../../../contracts/kit/http/client.ts'
import { type Json, getString } from '../../../../contracts/kit/json.ts'
import { Ledger } from '../../../../contracts/kit/http/ledger.ts'
import { defaultLimits, type Limits } from '../../../../contracts/kit/http/limits.ts'
import { createInMemoryTransport, type Send } from '../../../../contracts/kit/http/transport.ts'
import { createItemPathBuilder, type Permits, type WriteRules } from '../../../../contracts/kit/http/guard.ts'

/** An allowed read. */
export const readRequest: CheckRequest = { operation: 'list', path: '/things?page=1', intent: 'valid' }
const writes: WriteRules = {
  collections: [
    {
      path: '/things',
      parseCreatedId: (body) => getString(body, 'id'),
      listTouchedIds: ({ body }) =>
        body === undefined ? [] : [getString(JSON.parse(body) as Json, 'owner') ?? []].flat(),
      buildItemPath: createItemPathBuilder('/things'),
    },
    { path: '/places/{place}/marks', parseCreatedId: (body) => getString(body, 'id') ?? null, buildItemPath: null },
  ],
  lookups: ['/look-up'],
}

interface Setup {
  readonly send: Send
  readonly permits?: Permits
  readonly limits?: Partial<Limits>
}

/** Creates a client of a target in memory, with a clock that records its sleeps. */
export function createTestClient({ send, permits = { writes: false, probeMethods: false }, limits = {} }: Setup) {
  const [recorder, ledger, slept] = [new ExchangeRecorder(['secret-token']), new Ledger(), [] as number[]]
  const clock = {
    now: () => 1000,
    sleep: (milliseconds: number) => {
      slept.push(milliseconds)
      return Promise.resolve()
    },
  }
  const requestDefaults = {
    baseUrl: 'http://target.test/w/one',
    scheme: 'Bearer',
    credential: 'secret-token',
    otherCredentials: {},
    accept: 'application/json',
  }
  const options = {
    transport: createInMemoryTransport(send),
    requestDefaults,
    clock,
    recorder,
    ledger,
    permits,
    writes,
    limits: { ...defaultLimits, ...limits },
    operations: { isOffered: () => true },
  }
  return { client: new Client(options), recorder, ledger, slept }
}

/** Creates a target that returns one response after another, and then the last one again. */
export const createResponder = (
  ...responses: readonly (() => Response)[]
): { readonly send: Send; readonly seen: Request[] } => {
  const seen: Request[] = []
  return {
    seen,
    send: (request) => {
      const respond = responses[Math.min(seen.length, responses.length - 1)]!
      seen.push(request)
      return Promise.resolve().then(respond)
    },
  }
}
