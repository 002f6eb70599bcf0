import { type Control, type Moved } from './control.ts'
import { at, type Json, objectsAt, textAt } from './json.ts'
import { millisecondsOf, readInstant } from './oracles/instant.ts'
import type { Send } from './transport.ts'

/** Where a running Flowtwin is controlled. */
export interface FlowtwinControl {
  /** Scheme, host and port; with `/w/<name>` behind it that world, else the default one. */
  readonly url: string
  /** What a server beyond this machine wants. */
  readonly token?: string
  /** A server's own `fetch`, for a check in memory. */
  readonly send?: Send
}

/** Runs arrive within an hour of the world's time, or do not arrive at all. */
const MOST_EVENTS = 500

/** The control adapter of Flowtwin's own control API, over HTTP. */
export function flowtwinControl({
  url,
  token,
  send = async (request) => await fetch(request),
}: FlowtwinControl): Control {
  const { origin, pathname } = new URL(url)
  const world = /^\/w\/([^/]+)/.exec(pathname)?.[1] ?? 'default'
  const ask = async (path: string, body?: Json): Promise<Json> => {
    const response = await send(
      new Request(`${origin}/_twin/v1/worlds/${world}${path}`, {
        method: body === undefined && path === '/clock' ? 'GET' : 'POST',
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const answer = (await response.json()) as Json
    if (!response.ok) throw new Error(`the control API answered ${response.status}: ${textAt(answer, 'error') ?? ''}`)
    return answer
  }
  const now = async (): Promise<number> => nowOf(await ask('/clock'))
  const passed = async (move: () => Promise<unknown>): Promise<Moved> => {
    const before = await now()
    await move()
    return { milliseconds: (await now()) - before }
  }
  return {
    name: `Flowtwin's world "${world}" at ${origin}`,
    abilities: ['reset', 'insert', 'advance'],
    reset: async () => {
      await ask('/reset')
    },
    advance: async (milliseconds) =>
      await passed(async () => await ask('/clock', { advance: `${Math.ceil(milliseconds / 1000)}s` })),
    insert: async (count) => await passed(async () => await arrivals(count, ask)),
  }
}

/** Lets time pass from event to event until enough runs have arrived. */
async function arrivals(count: number, ask: (path: string, body: Json) => Promise<Json>): Promise<void> {
  let arrived = 0
  for (let step = 0; arrived < count; step++) {
    if (step === MOST_EVENTS) throw new Error(`only ${arrived} of ${count} runs arrived`)
    const moved = await ask('/clock', { next: 'event' })
    const events = objectsAt(moved, 'events').filter((event) => event['what'] === 'created')
    arrived += events.length
  }
}

function nowOf(answer: Json): number {
  const instant = readInstant(textAt(at(answer), 'now'))
  if (instant === null) throw new Error('the control API does not tell the time')
  return millisecondsOf(instant)
}
