import { type ControlAdapter, type TimePassed } from './control.ts'
import { getPath, type Json, getObjects, getString } from './json.ts'
import { toMilliseconds, parseInstant } from './oracles/instant.ts'
import type { Send } from './transport.ts'

/** Where a running Flowtwin is controlled. */
export interface FlowtwinControlOptions {
  /** Scheme, host and port; with `/w/<name>` behind it that world, else the default one. */
  readonly url: string
  /** What a server beyond this machine wants. */
  readonly token?: string
  /** A server's own `fetch`, for a check in memory. */
  readonly send?: Send
}

/** Runs arrive within an hour of the world's time, or do not arrive at all. */
const MAX_EVENTS = 500

/** The control adapter of Flowtwin's own control API, over HTTP. */
export function createFlowtwinControl({
  url,
  token,
  send = async (request) => await fetch(request),
}: FlowtwinControlOptions): ControlAdapter {
  const { origin, pathname } = new URL(url)
  const world = /^\/w\/([^/]+)/.exec(pathname)?.[1] ?? 'default'
  const sendControlRequest = async (path: string, body?: Json): Promise<Json> => {
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
    if (!response.ok)
      throw new Error(`the control API answered ${response.status}: ${getString(answer, 'error') ?? ''}`)
    return answer
  }
  const readNow = async (): Promise<number> => parseNow(await sendControlRequest('/clock'))
  const measureTimePassed = async (move: () => Promise<unknown>): Promise<TimePassed> => {
    const before = await readNow()
    await move()
    return { milliseconds: (await readNow()) - before }
  }
  return {
    name: `Flowtwin's world "${world}" at ${origin}`,
    abilities: ['reset', 'insert', 'advance'],
    reset: async () => {
      await sendControlRequest('/reset')
    },
    advance: async (milliseconds) =>
      await measureTimePassed(
        async () => await sendControlRequest('/clock', { advance: `${Math.ceil(milliseconds / 1000)}s` }),
      ),
    insert: async (count) => await measureTimePassed(async () => await advanceUntilArrived(count, sendControlRequest)),
  }
}

/** Lets time pass from event to event until enough runs have arrived. */
async function advanceUntilArrived(count: number, ask: (path: string, body: Json) => Promise<Json>): Promise<void> {
  let arrived = 0
  for (let step = 0; arrived < count; step++) {
    if (step === MAX_EVENTS) throw new Error(`only ${arrived} of ${count} runs arrived`)
    const moved = await ask('/clock', { next: 'event' })
    const events = getObjects(moved, 'events').filter((event) => event['what'] === 'created')
    arrived += events.length
  }
}

function parseNow(answer: Json): number {
  const instant = parseInstant(getString(getPath(answer), 'now'))
  if (instant === null) throw new Error('the control API does not tell the time')
  return toMilliseconds(instant)
}
