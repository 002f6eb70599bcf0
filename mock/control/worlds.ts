import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { settingsFor, type Quirk } from '../http/quirk.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import { DEFAULT_WORLD, WORLD_NAME, WorldRefusal, type Worlds } from '../http/worlds.ts'
import { parseDuration } from '../wire/duration.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { parseIso } from '../wire/iso-8601.ts'
import type { ClockMode } from '../world/clock.ts'
import { SECOND } from '../world/instant.ts'
import { type Parameters, ParameterError } from '../world/parameters.ts'
import { type Capsule, parametersOf, replay } from './capsule.ts'
import { refuseForeign } from './faults.ts'
import { readMode, sayMode } from './clock.ts'
import { FIXTURES } from './fixtures.ts'
import { beset, metBy } from './hazards.ts'
import { quirksFor } from '../hazards/hazard.ts'

type NewWorld = components['schemas']['NewWorld']

/** Makes worlds as somebody asks for them. */
export interface Maker {
  make(name: string): ServedWorld
  makeFrom(
    name: string,
    options: {
      readonly parameters: Partial<Parameters>
      readonly clock: ClockMode
      readonly settings: Readonly<Record<string, string>>
    },
  ): ServedWorld
  fork(name: string, of: ServedWorld): ServedWorld
  restart(of: ServedWorld): ServedWorld
}

/** The worlds of a server, as the control API deals with them. */
export interface WorldDesk {
  readonly worlds: Worlds
  readonly maker: Maker
  readonly quirks: readonly Quirk[]
  readonly vendors: readonly Vendor[]
}

/** What became of worlds that nobody asked for. */
export function sayDropped({ worlds }: WorldDesk): components['schemas']['Dropped'] {
  const { count, latest } = worlds.dropped
  const seconds = (duration: number) => Math.round(duration / SECOND)
  return { count, latest: latest.map(({ name, idle, ago }) => ({ name, idle: seconds(idle), ago: seconds(ago) })) }
}

/** Puts the world of a capsule in the place of the one of a name. @throws {Problem} before anything has changed */
export function importCapsule(desk: WorldDesk, name: string, capsule: Capsule): ServedWorld {
  if (!WORLD_NAME.test(name))
    throw refused(`"${name.slice(0, 80)}" cannot name a world; use lower-case letters, digits and hyphens`)
  return usable(() => {
    const made = opened(desk, name, capsule)
    desk.worlds.put(made)
    return made
  })
}

export function sayWorld({ name, world }: ServedWorld): components['schemas']['World'] {
  const { seed, runs } = world.universe.parameters
  const path = name === DEFAULT_WORLD ? '' : `/w/${name}`
  return {
    name,
    seed,
    runs,
    now: toMicroseconds(world.now),
    clock: sayMode(world.clock),
    operations: world.revision,
    path,
  }
}

/** @throws {Problem} "not-found" */
export function worldNamed({ worlds }: WorldDesk, name: string): ServedWorld {
  const found = worlds.get(name)
  if (found !== undefined) return found
  throw new Problem('not-found', { text: `there is no world "${name}"; POST /_twin/v1/worlds makes one` })
}

/** @throws {Problem} before anything has been made */
export function createWorld(desk: WorldDesk, wanted: NewWorld): ServedWorld {
  if (desk.worlds.get(wanted.name) !== undefined) {
    throw new Problem('conflict', { text: `there is a world "${wanted.name}" already` })
  }
  return usable(() => {
    const made = madeFrom(desk, wanted)
    desk.worlds.put(made)
    return made
  })
}

/** The world as it began, with its first clock and quirks: anew, forked off or opened from a capsule. */
export function resetWorld({ maker, worlds }: WorldDesk, former: ServedWorld): ServedWorld {
  const made = maker.restart(former)
  worlds.put(made)
  former.journal.close()
  return made
}

/** @throws {Problem} "conflict" for the world that is always there */
export function deleteWorld(desk: WorldDesk, { name, journal }: ServedWorld): void {
  if (name === DEFAULT_WORLD) throw new Problem('conflict', { text: 'the default world stays; reset it instead' })
  desk.worlds.delete(name)
  journal.close()
}

function madeFrom(desk: WorldDesk, wanted: NewWorld): ServedWorld {
  const { name, from, capsule, ...rest } = wanted
  const beside = Object.keys(rest).length
  if (from !== undefined) {
    if (capsule !== undefined || beside > 0) throw refused('beside "from" only the name may be given')
    return desk.maker.fork(name, worldNamed(desk, from))
  }
  if (capsule === undefined) return anew(desk, name, rest)
  if (beside > 0) throw refused('beside "capsule" only the name may be given')
  return opened(desk, name, capsule)
}

/** A world on its own terms; one that shows a hazard begins with it, and begins with it again. */
function anew(desk: WorldDesk, name: string, wanted: Omit<NewWorld, 'name' | 'from' | 'capsule'>): ServedWorld {
  const { hazard, vendor, ...rest } = wanted
  if (hazard === undefined) {
    if (vendor !== undefined) throw refused('"vendor" narrows a hazard; give "hazard" as well, or leave it out')
    return desk.maker.makeFrom(name, optionsOf(desk, rest))
  }
  const met = metBy({ hazard, ...(vendor === undefined ? {} : { vendor }) })
  const quirks = { ...quirksFor(met.hazard, met.vendors), ...rest.quirks }
  const { parameters, ...others } = optionsOf(desk, { ...rest, quirks })
  const made = desk.maker.makeFrom(name, { parameters: { ...met.hazard.parameters, ...parameters }, ...others })
  beset(desk.vendors, made, met)
  return desk.maker.fork(name, made)
}

function opened({ maker, quirks, vendors }: WorldDesk, name: string, capsule: Capsule): ServedWorld {
  const made = maker.makeFrom(name, { parameters: parametersOf(capsule), clock: { kind: 'frozen' }, settings: {} })
  replay(capsule, made.world)
  settingsFor(quirks, Object.fromEntries(made.world.annex.manner.settings))
  refuseForeign(vendors, made.world)
  return maker.fork(name, made)
}

type Terms = Omit<NewWorld, 'name' | 'from' | 'capsule' | 'hazard' | 'vendor'>

function optionsOf({ quirks }: WorldDesk, wanted: Terms) {
  const { seed, runs, every, now, clock = 'frozen', quirks: positions = {}, fixture } = wanted
  const start = now === undefined ? undefined : parseIso(now)
  if (now !== undefined && start === undefined)
    throw refused(`"${now}" is no instant; write one such as 2026-01-15T09:00:00Z`)
  const between = every === undefined ? undefined : parseDuration(every)
  if (every !== undefined && between === undefined) throw refused(`"${every}" is no duration; write 30s or 2m`)
  const given = Object.entries({ seed, runs, every: between, start }).filter(([, value]) => value !== undefined)
  return {
    parameters: { ...fixtureOf(fixture), ...(Object.fromEntries(given) as Partial<Parameters>) },
    clock: readMode(clock),
    settings: settingsFor(quirks, positions),
  }
}

function fixtureOf(name: string | undefined): Partial<Parameters> {
  if (name === undefined) return {}
  const found = Object.hasOwn(FIXTURES, name) ? FIXTURES[name] : undefined
  if (found === undefined)
    throw refused(`there is no fixture "${name.slice(0, 80)}"; there are ${Object.keys(FIXTURES).join(', ')}`)
  return found
}

/** What cannot be used is the client's mistake. */
function usable<Value>(make: () => Value): Value {
  try {
    return make()
  } catch (error) {
    if (error instanceof ParameterError || error instanceof WorldRefusal) throw refused(error.message)
    throw error
  }
}

function refused(text: string): Problem {
  return new Problem('invalid', { text })
}
