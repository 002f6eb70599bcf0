import type { Clock } from './clock.ts'
import type { Send } from './http/transport.ts'
import { getObjects, getPath, getString, type Json } from './json.ts'
import { parseInstant, toMilliseconds } from './oracles/instants.ts'
import { createBlocked, createNotApplicable } from './outcome.ts'

/** What a control adapter may be able to do. */
export type ControlAbility = 'reset' | 'insert' | 'advance'

/**
 * What a target may offer beside its API, so that checks which need time to pass or data to arrive can be judged: the mock
 * does, and a staging system may. Nobody guesses one: it is named by whoever starts the run.
 */
export interface ControlAdapter {
  /** As in a report: what is controlled, and where. */
  readonly name: string
  readonly abilities: readonly ControlAbility[]
  /** Puts the target's data back to where it began. */
  readonly reset: () => Promise<void>
  /** Lets `count` further runs arrive. */
  readonly insert: (count: number) => Promise<TimePassed>
  /** Lets time pass on the target at once, in milliseconds. */
  readonly advance: (milliseconds: number) => Promise<TimePassed>
}

/** How far the target's time went on, in milliseconds. */
export interface TimePassed {
  readonly milliseconds: number
}

/** The control adapter of this run if it can do what a check needs; the check does not apply otherwise. */
export function requireControl(
  { control }: { readonly control: ControlAdapter | null },
  ability: ControlAbility,
): ControlAdapter {
  if (control?.abilities.includes(ability) === true) return control
  throw createNotApplicable(`nothing lets the target ${ability}; name its control API with --control`)
}

/** A clock that goes on with the target's when the run moves that, so that dates still agree; and the control that moves both. */
export function synchronizeClock(
  clock: Clock,
  control: ControlAdapter | null,
): { readonly clock: Clock; readonly control: ControlAdapter | null } {
  if (control === null) return { clock, control }
  let ahead = 0
  const runAndFollow = async (move: () => Promise<TimePassed>): Promise<TimePassed> => {
    const before = clock.now()
    const moved = await runControlAction(move)
    // In memory the clock may be the target's own, which has gone on already.
    ahead += Math.max(0, moved.milliseconds - (clock.now() - before))
    return moved
  }
  return {
    clock: { now: () => clock.now() + ahead, sleep: clock.sleep },
    control: {
      ...control,
      reset: async () => await runControlAction(control.reset),
      insert: async (count) => await runAndFollow(() => control.insert(count)),
      advance: async (milliseconds) => await runAndFollow(() => control.advance(milliseconds)),
    },
  }
}

/** What the adapter cannot do says nothing about the target. */
async function runControlAction<Value>(move: () => Promise<Value>): Promise<Value> {
  try {
    return await move()
  } catch (error) {
    throw createBlocked(`the control adapter failed: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

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
