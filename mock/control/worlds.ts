import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { type Quirk, validateQuirkSettings } from '../http/quirk.ts'
import type { Vendor } from '../http/vendor.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { DEFAULT_WORLD, WORLD_NAME, type WorldRegistry, WorldUnavailableError } from '../http/worlds/world-registry.ts'
import { collectScenarioQuirks } from '../scenarios/paging-scenario.ts'
import { formatIsoMicroseconds, parseDuration, parseIso } from '../wire/date-time.ts'
import { type DatasetParameters, ParameterError } from '../world/dataset/parameters.ts'
import type { ClockMode } from '../world/time/clock.ts'
import { SECOND } from '../world/time/instant.ts'
import { parseClockMode, serializeClockMode } from './clock.ts'
import { assertKnownRules } from './fault-rules.ts'
import { prepareScenario, selectScenario } from './paging-scenarios.ts'
import { readSnapshotParameters, replaySnapshot, type WorldSnapshot } from './snapshot.ts'

/** Named worlds to begin with; fixtures/worlds/ says what each is for, and a test keeps both alike. */
export const FIXTURES: Readonly<Record<string, Partial<DatasetParameters>>> = {
  busy: { runs: 20_000, every: 1_000_000, broadcasts: 8 },
  default: {},
  edges: { runs: 500, every: 60_000_000, flows: 1, block: 250, broadcasts: 8 },
  empty: { runs: 0, arrivals: false },
  single: { runs: 1, arrivals: false },
}

type NewWorld = components['schemas']['NewWorld']

/** Makes worlds as somebody asks for them. */
export interface ControlWorldFactory {
  createWorld(name: string): ServedWorld
  createWorldFrom(
    name: string,
    options: {
      readonly parameters: Partial<DatasetParameters>
      readonly clock: ClockMode
      readonly settings: Readonly<Record<string, string>>
    },
  ): ServedWorld
  forkWorld(name: string, of: ServedWorld): ServedWorld
  restartWorld(of: ServedWorld): ServedWorld
}

/** The worlds of a server, as the control API deals with them. */
export interface WorldDeps {
  readonly worlds: WorldRegistry
  readonly maker: ControlWorldFactory
  readonly quirks: readonly Quirk[]
  readonly vendors: readonly Vendor[]
}

/** What became of worlds that nobody asked for. */
export function serializeDroppedWorlds({ worlds }: WorldDeps): components['schemas']['Dropped'] {
  const { count, latest } = worlds.evicted
  const toSeconds = (duration: number) => Math.round(duration / SECOND)
  return {
    count,
    latest: latest.map(({ name, idleFor, evictedAgo }) => ({
      name,
      idle: toSeconds(idleFor),
      ago: toSeconds(evictedAgo),
    })),
  }
}

/** Puts the world of a capsule in the place of the one of a name. @throws {Problem} before anything has changed */
export function importSnapshot(deps: WorldDeps, name: string, snapshot: WorldSnapshot): ServedWorld {
  if (!WORLD_NAME.test(name))
    throw createInvalidProblem(`"${name.slice(0, 80)}" cannot name a world; use lower-case letters, digits and hyphens`)
  return mapErrors(() => {
    const served = restoreSnapshot(deps, name, snapshot)
    deps.worlds.putWorld(served)
    return served
  })
}

export function serializeWorld({ name, world }: ServedWorld): components['schemas']['World'] {
  const { seed, runs } = world.dataset.parameters
  const path = name === DEFAULT_WORLD ? '' : `/w/${name}`
  return {
    name,
    seed,
    runs,
    now: formatIsoMicroseconds(world.now),
    clock: serializeClockMode(world.clock),
    operationCount: world.revision,
    path,
  }
}

/** @throws {Problem} "not-found" */
export function requireWorld({ worlds }: WorldDeps, name: string): ServedWorld {
  const served = worlds.getWorld(name)
  if (served !== undefined) return served
  throw new Problem('not-found', { text: `there is no world "${name}"; POST /_twin/v1/worlds makes one` })
}

/** @throws {Problem} before anything has been made */
export function createWorld(deps: WorldDeps, options: NewWorld): ServedWorld {
  if (deps.worlds.getWorld(options.name) !== undefined) {
    throw new Problem('conflict', { text: `there is a world "${options.name}" already` })
  }
  return mapErrors(() => {
    const served = buildWorld(deps, options)
    deps.worlds.putWorld(served)
    return served
  })
}

/** The world as it began, with its first clock and quirks: anew, forked off or opened from a capsule. */
export function resetWorld({ maker, worlds }: WorldDeps, former: ServedWorld): ServedWorld {
  const served = maker.restartWorld(former)
  worlds.putWorld(served)
  former.journal.closeJournal()
  return served
}

/** @throws {Problem} "conflict" for the world that is always there */
export function deleteWorld(deps: WorldDeps, { name, journal }: ServedWorld): void {
  if (name === DEFAULT_WORLD) throw new Problem('conflict', { text: 'the default world stays; reset it instead' })
  deps.worlds.deleteWorld(name)
  journal.closeJournal()
}

function buildWorld(deps: WorldDeps, options: NewWorld): ServedWorld {
  const { name, from, snapshot, ...rest } = options
  const optionCount = Object.keys(rest).length
  if (from !== undefined) {
    if (snapshot !== undefined || optionCount > 0)
      throw createInvalidProblem('beside "from" only the name may be given')
    return deps.maker.forkWorld(name, requireWorld(deps, from))
  }
  if (snapshot === undefined) return createFreshWorld(deps, name, rest)
  if (optionCount > 0) throw createInvalidProblem('beside "capsule" only the name may be given')
  return restoreSnapshot(deps, name, snapshot)
}

/** A world on its own terms; one that shows a hazard begins with it, and begins with it again. */
function createFreshWorld(
  deps: WorldDeps,
  name: string,
  options: Omit<NewWorld, 'name' | 'from' | 'capsule'>,
): ServedWorld {
  const { scenario, vendor, ...rest } = options
  if (scenario === undefined) {
    if (vendor !== undefined)
      throw createInvalidProblem('"vendor" narrows a hazard; give "hazard" as well, or leave it out')
    return deps.maker.createWorldFrom(name, parseWorldOptions(deps, rest))
  }
  const selected = selectScenario({ hazard: scenario, ...(vendor === undefined ? {} : { vendor }) })
  const quirks = { ...collectScenarioQuirks(selected.scenario, selected.vendors), ...rest.quirks }
  const { parameters, ...others } = parseWorldOptions(deps, { ...rest, quirks })
  const template = deps.maker.createWorldFrom(name, {
    parameters: { ...selected.scenario.parameters, ...parameters },
    ...others,
  })
  prepareScenario(deps.vendors, template, selected)
  return deps.maker.forkWorld(name, template)
}

function restoreSnapshot({ maker, quirks, vendors }: WorldDeps, name: string, snapshot: WorldSnapshot): ServedWorld {
  const template = maker.createWorldFrom(name, {
    parameters: readSnapshotParameters(snapshot),
    clock: { kind: 'frozen' },
    settings: {},
  })
  replaySnapshot(snapshot, template.world)
  validateQuirkSettings(quirks, Object.fromEntries(template.world.sideState.renderSettings.settings))
  assertKnownRules(vendors, template.world)
  return maker.forkWorld(name, template)
}

type FreshWorldOptions = Omit<NewWorld, 'name' | 'from' | 'capsule' | 'hazard' | 'vendor'>

function parseWorldOptions({ quirks }: WorldDeps, options: FreshWorldOptions) {
  const { seed, runs, every, now, clock = 'frozen', quirks: positions = {}, fixture } = options
  const start = now === undefined ? undefined : parseIso(now)
  if (now !== undefined && start === undefined)
    throw createInvalidProblem(`"${now}" is no instant; write one such as 2026-01-15T09:00:00Z`)
  const interval = every === undefined ? undefined : parseDuration(every)
  if (every !== undefined && interval === undefined)
    throw createInvalidProblem(`"${every}" is no duration; write 30s or 2m`)
  const given = Object.entries({ seed, runs, every: interval, start }).filter(([, value]) => value !== undefined)
  return {
    parameters: { ...findFixture(fixture), ...(Object.fromEntries(given) as Partial<DatasetParameters>) },
    clock: parseClockMode(clock),
    settings: validateQuirkSettings(quirks, positions),
  }
}

function findFixture(name: string | undefined): Partial<DatasetParameters> {
  if (name === undefined) return {}
  const fixture = Object.hasOwn(FIXTURES, name) ? FIXTURES[name] : undefined
  if (fixture === undefined)
    throw createInvalidProblem(
      `there is no fixture "${name.slice(0, 80)}"; there are ${Object.keys(FIXTURES).join(', ')}`,
    )
  return fixture
}

/** What cannot be used is the client's mistake. */
function mapErrors<Value>(action: () => Value): Value {
  try {
    return action()
  } catch (error) {
    if (error instanceof ParameterError || error instanceof WorldUnavailableError)
      throw createInvalidProblem(error.message)
    throw error
  }
}

function createInvalidProblem(text: string): Problem {
  return new Problem('invalid', { text })
}
