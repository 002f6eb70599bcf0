import type { Clock } from './clock.ts'
import { FlowtwinError } from './errors.ts'
import type { Send } from './http/transport.ts'
import { getObjects, getString, type Json } from './json.ts'
import { parseInstant, toMilliseconds } from './oracles/instants.ts'
import { createBlocked, createNotApplicable } from './outcome.ts'

export type ControlAbility = 'reset' | 'insert' | 'advance'

/**
 * Control of a target beside its API, for checks that need time to pass or data to arrive: the mock's control API, or that
 * of a staging system. A run uses one only when it is named.
 */
export interface ControlAdapter {
  /** Name in reports: what is controlled, and where. */
  readonly name: string
  readonly abilities: readonly ControlAbility[]
  /** Restores the target's initial data. */
  readonly reset: () => Promise<void>
  /** Adds `count` further runs. */
  readonly insert: (count: number) => Promise<TimePassed>
  /** Advances the target's clock by milliseconds. */
  readonly advance: (milliseconds: number) => Promise<TimePassed>
}

/** Milliseconds by which the target's clock advanced. */
export interface TimePassed {
  readonly milliseconds: number
}

/**
 * Returns the control adapter of the run.
 * @throws {CheckStoppedError} "not applicable" without an adapter that has the ability
 */
export function requireControl(
  { control }: { readonly control: ControlAdapter | null },
  ability: ControlAbility,
): ControlAdapter {
  if (control?.abilities.includes(ability) === true) return control
  throw createNotApplicable(`requires a control API that can ${ability}; give one with --control <url>`)
}

/** Couples a clock to the target's, so that both advance together; returns the clock and the adapter that moves both. */
export function synchronizeClock(
  clock: Clock,
  control: ControlAdapter | null,
): { readonly clock: Clock; readonly control: ControlAdapter | null } {
  if (control === null) return { clock, control }
  let offset = 0
  const runAndFollow = async (action: () => Promise<TimePassed>): Promise<TimePassed> => {
    const before = clock.now()
    const passed = await runControlAction(action)
    // In memory the clock may be the target's own, which has advanced already.
    offset += Math.max(0, passed.milliseconds - (clock.now() - before))
    return passed
  }
  return {
    clock: { now: () => clock.now() + offset, sleep: clock.sleep },
    control: {
      ...control,
      reset: async () => await runControlAction(control.reset),
      insert: async (count) => await runAndFollow(() => control.insert(count)),
      advance: async (milliseconds) => await runAndFollow(() => control.advance(milliseconds)),
    },
  }
}

/** Runs an action of the adapter; its failure blocks the check, for it is no evidence about the target. */
async function runControlAction<Value>(action: () => Promise<Value>): Promise<Value> {
  try {
    return await action()
  } catch (error) {
    throw createBlocked(`the control adapter failed: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

/** Address of the control API of a running Flowtwin. */
export interface FlowtwinControlOptions {
  /** Scheme, host and port; followed by `/w/<name>` for a world other than the default. */
  readonly url: string
  /** Control token, which servers on other machines require. */
  readonly token?: string
  /** A server's own `fetch`, for a check in memory. */
  readonly fetch?: Send
}

/** The control API rejected a request or returned something else than documented. */
class ControlError extends FlowtwinError {
  readonly code = 'control-api'
}

/** Limit of events while waiting for runs; a world whose arrivals are off never reaches the count. */
const MAX_EVENTS = 500

/** Creates the adapter of Flowtwin's own control API. */
export function createFlowtwinControl(options: FlowtwinControlOptions): ControlAdapter {
  const { url, token, fetch: send = fetch } = options
  const { origin, pathname } = new URL(url)
  const world = /^\/w\/([^/]+)/.exec(pathname)?.[1] ?? 'default'
  const callControl = async (path: string, body?: Json): Promise<Json> => {
    const headers = {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    }
    const method = body === undefined && path === '/clock' ? 'GET' : 'POST'
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await send(new Request(`${origin}/_twin/v1/worlds/${world}${path}`, init))
    const answer = (await response.json()) as Json
    if (!response.ok)
      throw new ControlError(`the control API answered ${response.status}: ${getString(answer, 'error') ?? ''}`)
    return answer
  }
  const measureTimePassed = async (action: () => Promise<unknown>): Promise<TimePassed> => {
    const before = parseNow(await callControl('/clock'))
    await action()
    return { milliseconds: parseNow(await callControl('/clock')) - before }
  }
  return {
    name: `Flowtwin world "${world}" at ${origin}`,
    abilities: ['reset', 'insert', 'advance'],
    reset: async () => {
      await callControl('/reset', {})
    },
    advance: async (milliseconds) =>
      await measureTimePassed(() => callControl('/clock', { advance: `${Math.ceil(milliseconds / 1000)}s` })),
    insert: async (count) => await measureTimePassed(() => advanceUntilArrived(count, callControl)),
  }
}

/** Advances the clock from event to event until enough runs have arrived. */
async function advanceUntilArrived(
  count: number,
  callControl: (path: string, body: Json) => Promise<Json>,
): Promise<void> {
  let arrived = 0
  for (let step = 0; arrived < count; step++) {
    if (step === MAX_EVENTS) throw new ControlError(`only ${arrived} of ${count} runs arrived`)
    const events = getObjects(await callControl('/clock', { next: 'event' }), 'events')
    arrived += events.filter(({ type }) => type === 'created').length
  }
}

function parseNow(clock: Json): number {
  const instant = parseInstant(getString(clock, 'now'))
  if (instant === null) throw new ControlError('the control API returned a clock without `now`')
  return toMilliseconds(instant)
}
