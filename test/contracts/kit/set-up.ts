import type { Call } from '../../../contracts/kit/call.ts'
import { Client } from '../../../contracts/kit/client.ts'
import { type Json, textAt } from '../../../contracts/kit/json.ts'
import { Ledger } from '../../../contracts/kit/ledger.ts'
import { defaultLimits, type Limits } from '../../../contracts/kit/limits.ts'
import { Recorder } from '../../../contracts/kit/recorder.ts'
import { inMemory, type Send } from '../../../contracts/kit/transport.ts'
import { belowIt, type Permits, type Writes } from '../../../contracts/kit/writes.ts'

/** A read that every check could send. */
export const read: Call = { operation: 'list', path: '/things?page=1', intent: 'valid' }
const writes: Writes = {
  collections: [
    {
      path: '/things',
      createdId: (body) => textAt(body, 'id'),
      touches: ({ body }) => (body === undefined ? [] : [textAt(JSON.parse(body) as Json, 'owner') ?? []].flat()),
      itemPath: belowIt('/things'),
    },
    { path: '/places/{place}/marks', createdId: (body) => textAt(body, 'id') ?? null, itemPath: null },
  ],
  lookups: ['/look-up'],
}

interface Setup {
  readonly send: Send
  readonly permits?: Permits
  readonly limits?: Partial<Limits>
}

/** A client in front of a made-up target, with a clock that only notes how long it slept. */
export function setUp({ send, permits = { writes: false, probeMethods: false }, limits = {} }: Setup) {
  const [recorder, ledger, slept] = [new Recorder(['secret-token']), new Ledger(), [] as number[]]
  const clock = {
    now: () => 1000,
    sleep: (milliseconds: number) => {
      slept.push(milliseconds)
      return Promise.resolve()
    },
  }
  const dressing = {
    baseUrl: 'http://target.test/w/one',
    scheme: 'Bearer',
    credential: 'secret-token',
    others: {},
    accept: 'application/json',
  }
  const wiring = {
    transport: inMemory(send),
    dressing,
    clock,
    recorder,
    ledger,
    permits,
    writes,
    limits: { ...defaultLimits, ...limits },
    operations: 'all' as const,
  }
  return { client: new Client(wiring), recorder, ledger, slept }
}

/** A target that gives one answer after another, the last one for ever. */
export const answering = (
  ...answers: readonly (() => Response)[]
): { readonly send: Send; readonly seen: Request[] } => {
  const seen: Request[] = []
  return {
    seen,
    send: (request) => {
      const answer = answers[Math.min(seen.length, answers.length - 1)]!
      seen.push(request)
      return Promise.resolve().then(answer)
    },
  }
}
