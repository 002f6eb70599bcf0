import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { type Quirk, validateQuirkSettings } from '../http/quirk.ts'
import type { Vendor } from '../http/vendor.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { DEFAULT_WORLD, WORLD_NAME, type WorldRegistry } from '../http/worlds/world-registry.ts'
import { completeOwnData, toOwnParameters } from '../own-data/complete.ts'
import type { OwnRun } from '../own-data/input.ts'
import { WorldElsewhereError } from '../store/store-errors.ts'
import type { StoreStatus } from '../store/world-store.ts'
import { collectScenarioQuirks } from '../scenarios/paging-scenario.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'
import { type ClockMode, SECOND } from '../world/time.ts'
import { parseClockMode, serializeClockMode } from './clock.ts'
import { assertKnownRules } from './fault-rules.ts'
import { createInvalidProblem, parseDurationField, parseInstantField, withProblems } from './input.ts'
import { prepareScenario, selectScenario } from './paging-scenarios.ts'
import { readSnapshotParameters, replaySnapshot, type WorldSnapshot } from './snapshot.ts'

/** Named sets of parameters, documented in fixtures/worlds/; a test compares the two. */
export const FIXTURES: Readonly<Record<string, Partial<DatasetParameters>>> = {
  busy: { runs: 20_000, every: 1_000_000, broadcasts: 8 },
  default: {},
  edges: { runs: 500, every: 60_000_000, flows: 1, block: 250, broadcasts: 8 },
  empty: { runs: 0, arrivals: false },
  single: { runs: 1, arrivals: false },
}

type NewWorld = components['schemas']['NewWorld']

/** Creates worlds that can be served. */
export interface ControlWorldFactory {
  createWorldFrom(
    name: string,
    options: {
      readonly parameters: Partial<DatasetParameters>
      readonly clock: ClockMode
      readonly settings: Readonly<Record<string, string>>
      readonly runs?: readonly OwnRun[]
    },
  ): ServedWorld
  forkWorld(name: string, source: ServedWorld): ServedWorld
  restartWorld(former: ServedWorld): ServedWorld
}

export interface WorldDeps {
  /** Returns the state of the store; undefined when worlds last as long as the process. */
  readonly getStoreStatus: () => StoreStatus | undefined
  readonly worlds: WorldRegistry
  readonly worldFactory: ControlWorldFactory
  readonly quirks: readonly Quirk[]
  readonly vendors: readonly Vendor[]
}

export function serializeEvictedWorlds({ worlds }: WorldDeps): components['schemas']['EvictedWorlds'] {
  const { count, latest } = worlds.evicted
  const toSeconds = (duration: number) => Math.round(duration / SECOND)
  return {
    count,
    latest: latest.map(({ name, idleFor, evictedAgo }) => ({
      name,
      idleSeconds: toSeconds(idleFor),
      secondsAgo: toSeconds(evictedAgo),
    })),
  }
}

export function serializeWorld({ name, world }: ServedWorld): components['schemas']['World'] {
  const { seed, runs } = world.dataset.parameters
  return {
    name,
    seed,
    runs,
    now: formatIsoMicroseconds(world.now),
    clock: serializeClockMode(world.clockMode),
    operationCount: world.revision,
    path: name === DEFAULT_WORLD ? '' : `/w/${name}`,
  }
}

type AnyHandler = (input: never, context: never) => unknown

/**
 * Opens the stored worlds that a request names before its handler is called. A handler that throws after its first
 * operation leaves the world of its path as it was.
 */
export function prepareWorlds<Handlers extends Readonly<Record<string, AnyHandler>>>(
  { worlds }: WorldDeps,
  handlers: Handlers,
): Handlers {
  const prepare = (id: string, handler: AnyHandler) => (input: NamedWorlds, context: never) => {
    const run = (step: Step): unknown => {
      const world = worlds.getWorld(input.path?.world ?? '')?.world
      const result = world === undefined ? step() : world.applyAtomically(step)
      if (!(result instanceof Promise)) return result
      // The worlds may have left the memory while the handler waited.
      return result.then((settled: unknown) => (isStep(settled) ? () => runInWorlds(settled) : settled))
    }
    const runInWorlds = (step: Step): unknown => {
      const opening = openNamedWorlds(worlds, input, id)
      return opening === undefined ? run(step) : opening.then(() => () => run(step))
    }
    return runInWorlds(() => handler(input as never, context))
  }
  // The wrapped handlers have the types of the handlers themselves.
  return Object.fromEntries(
    Object.entries(handlers).map(([id, handler]) => [id, prepare(id, handler)]),
  ) as unknown as Handlers
}

/** A handler, or the function to which it resolved. */
type Step = () => unknown

function isStep(settled: unknown): settled is Step {
  return typeof settled === 'function'
}

/** Opens the worlds that a request names, one after the other; undefined when all are in memory. */
function openNamedWorlds(
  worlds: WorldRegistry,
  { path, query, body }: NamedWorlds,
  operation: string,
): Promise<unknown> | undefined {
  const isCreation = operation === 'createWorld'
  const names = [path?.world, query?.against, isCreation ? body?.from : undefined]
  let opening: Promise<unknown> | undefined
  for (const name of names) {
    if (typeof name !== 'string') continue
    const open = () => (operation === 'importSnapshot' ? worlds.openWorld(name) : worlds.openExistingWorld(name))
    opening = opening === undefined ? open() : opening.then(open)
  }
  if (!isCreation || typeof body?.name !== 'string') return opening
  const { name } = body
  // The owner of the name creates the world; one that is forked is created by the owner of the other world.
  if (typeof body.from !== 'string') return worlds.openWorld(name)
  const claim = () => worlds.openWorld(name)?.catch((error: unknown) => rejectExisting(name, error))
  return opening === undefined ? claim() : opening.then(claim)
}

/** A world of this name belongs to another server. */
function rejectExisting(name: string, error: unknown): never {
  if (!(error instanceof WorldElsewhereError)) throw error
  throw new Problem('conflict', { text: `world "${name}" already exists` })
}

/** The places in which requests to the control API name worlds. */
interface NamedWorlds {
  readonly path?: { readonly world?: string }
  readonly query?: { readonly against?: string }
  readonly body?: { readonly from?: unknown; readonly name?: unknown } | null
}

/** @throws {Problem} "not-found" */
export function requireWorld({ worlds }: WorldDeps, name: string): ServedWorld {
  const served = worlds.getWorld(name)
  if (served !== undefined) return served
  throw new Problem('not-found', { text: `there is no world "${name}"; create it with POST /_twin/v1/worlds` })
}

/** @throws {Problem} before anything has changed */
export function createWorld(deps: WorldDeps, options: NewWorld): ServedWorld {
  if (deps.worlds.getWorld(options.name) !== undefined || deps.worlds.isStored(options.name)) {
    throw new Problem('conflict', { text: `world "${options.name}" already exists` })
  }
  return withProblems(() => {
    const served = buildWorld(deps, options)
    deps.worlds.putWorld(served)
    return served
  })
}

/** Creates or replaces a world from a snapshot. @throws {Problem} before anything has changed */
export function importSnapshot(deps: WorldDeps, name: string, snapshot: WorldSnapshot): ServedWorld {
  if (!WORLD_NAME.test(name)) {
    throw createInvalidProblem(
      `the world name "${name.slice(0, 80)}" must be 1 to 63 lower-case letters, digits or hyphens`,
    )
  }
  return withProblems(() => {
    const served = restoreSnapshot(deps, name, snapshot)
    deps.worlds.putWorld(served)
    return served
  })
}

/** Replaces a world by its initial state: as created, forked or imported. */
export function resetWorld({ worldFactory, worlds }: WorldDeps, former: ServedWorld): ServedWorld {
  const served = worldFactory.restartWorld(former)
  worlds.putWorld(served)
  former.journal.closeJournal()
  return served
}

/** @throws {Problem} "conflict" for the default world */
export function deleteWorld(deps: WorldDeps, { name, journal }: ServedWorld): void {
  if (name === DEFAULT_WORLD) {
    throw new Problem('conflict', { text: 'the default world cannot be deleted; reset it instead' })
  }
  deps.worlds.deleteWorld(name)
  journal.closeJournal()
}

function buildWorld(deps: WorldDeps, { name, from, snapshot, ...options }: NewWorld): ServedWorld {
  if (from === undefined && snapshot === undefined) return createFreshWorld(deps, name, options)
  const others = [...Object.keys(options), ...(from !== undefined && snapshot !== undefined ? ['snapshot'] : [])]
  if (others.length > 0) {
    throw createInvalidProblem(`\`${others[0]}\` is not allowed with \`${from === undefined ? 'snapshot' : 'from'}\``)
  }
  if (from !== undefined) return deps.worldFactory.forkWorld(name, requireWorld(deps, from))
  return restoreSnapshot(deps, name, snapshot as WorldSnapshot)
}

type FreshWorldOptions = Omit<NewWorld, 'name' | 'from' | 'snapshot'>

function createFreshWorld(
  deps: WorldDeps,
  name: string,
  { scenario, vendor, ...options }: FreshWorldOptions,
): ServedWorld {
  const { worldFactory, vendors } = deps
  if (scenario === undefined) {
    if (vendor !== undefined) throw createInvalidProblem('`vendor` is allowed only with `scenario`')
    return worldFactory.createWorldFrom(name, parseWorldOptions(deps, options))
  }
  const selected = selectScenario({ scenario, ...(vendor === undefined ? {} : { vendor }) })
  const quirks = { ...collectScenarioQuirks(selected.scenario, selected.vendors), ...options.quirks }
  const { parameters, ...others } = parseWorldOptions(deps, { ...options, quirks })
  const template = worldFactory.createWorldFrom(name, {
    parameters: { ...selected.scenario.parameters, ...parameters },
    ...others,
  })
  prepareScenario(vendors, template.world, selected)
  // The initial state of the fork includes the rules of the scenario.
  return worldFactory.forkWorld(name, template)
}

function restoreSnapshot(
  { worldFactory, quirks, vendors }: WorldDeps,
  name: string,
  snapshot: WorldSnapshot,
): ServedWorld {
  const template = worldFactory.createWorldFrom(name, {
    parameters: readSnapshotParameters(snapshot),
    clock: { kind: 'frozen' },
    settings: {},
  })
  replaySnapshot(snapshot, template.world)
  validateQuirkSettings(quirks, Object.fromEntries(template.world.sideState.renderSettings.settings))
  assertKnownRules(vendors, template.world)
  return worldFactory.forkWorld(name, template)
}

function parseWorldOptions({ quirks }: WorldDeps, options: Omit<FreshWorldOptions, 'scenario' | 'vendor'>) {
  const { seed, runs, every, now, clock = 'frozen', quirks: positions = {}, fixture, data } = options
  const complete = data === undefined ? undefined : completeOwnData(data)
  const parameters: Partial<DatasetParameters> = {
    ...findFixture(fixture),
    ...(complete === undefined ? {} : toOwnParameters(complete)),
    ...(complete === undefined || every === undefined ? {} : { arrivals: true }),
    ...(seed === undefined ? {} : { seed }),
    ...(runs === undefined ? {} : { runs }),
    ...(every === undefined ? {} : { every: parseDurationField('every', every) }),
    ...(now === undefined ? {} : { start: parseInstantField('now', now) }),
  }
  const settings = validateQuirkSettings(quirks, positions)
  return { parameters, clock: parseClockMode(clock), settings, runs: complete?.runs ?? [] }
}

function findFixture(name: string | undefined): Partial<DatasetParameters> {
  if (name === undefined) return {}
  const fixture = Object.hasOwn(FIXTURES, name) ? FIXTURES[name] : undefined
  if (fixture !== undefined) return fixture
  throw createInvalidProblem(
    `\`fixture\` must be one of ${Object.keys(FIXTURES).join(', ')}, not "${name.slice(0, 80)}"`,
  )
}
