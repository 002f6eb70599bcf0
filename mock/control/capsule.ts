import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { DATA_SET_VERSION } from '../world/chance.ts'
import { instant } from '../world/instant.ts'
import type { LoggedOperation, Operation } from '../world/operation.ts'
import type { Parameters } from '../world/parameters.ts'
import type { World } from '../world/world.ts'
import { readMode, sayMode } from './clock.ts'

export type Capsule = components['schemas']['Capsule']

/** A world as data: what it was computed from, and what was done to it. */
export function capsuleOf(world: World): Capsule {
  return {
    capsule: 1,
    dataSetVersion: DATA_SET_VERSION,
    parameters: { ...world.universe.parameters },
    now: world.now,
    clock: sayMode(world.clock),
    operations: [...world.history].map(({ at, operation }) => ({ at, operation })),
  }
}

/** The parameters that a capsule's world is computed from. @throws {Problem} when its data would come out different here */
export function parametersOf({ dataSetVersion, parameters }: Capsule): Partial<Parameters> {
  if (dataSetVersion !== DATA_SET_VERSION) {
    const text = `the capsule holds data set version ${dataSetVersion}; this Flowtwin computes version ${DATA_SET_VERSION}`
    throw new Problem('invalid', { text })
  }
  // Whatever does not fit is refused where the universe is made.
  return parameters
}

/** Does to a new world what was done to the capsule's. @throws {Problem} when something in it cannot be done */
export function replay({ operations, now, clock }: Capsule, world: World): void {
  const logged = operations.map(({ at, operation }, place): LoggedOperation => {
    return { sequence: place + 1, at: instant(at), operation: operationOf(operation) }
  })
  try {
    world.replay(logged, { now: instant(now), mode: readMode(clock) })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const wrong = error instanceof TypeError ? 'it lacks a member that its kind needs' : error.message
    throw new Problem('invalid', { text: `operation ${world.revision + 1} of the capsule: ${wrong}` })
  }
}

const KINDS: Readonly<Record<Operation['kind'], true>> = {
  create: true,
  change: true,
  delete: true,
  step: true,
  insert: true,
  burst: true,
  arrivals: true,
  broadcast: true,
  'create-contact': true,
  'change-contact': true,
  configure: true,
  keep: true,
  'keep-anew': true,
  discard: true,
  arm: true,
  limit: true,
  advance: true,
  'switch-clock': true,
}

function operationOf(given: Readonly<Record<string, unknown>>): Operation {
  const { kind } = given
  if (typeof kind === 'string' && Object.hasOwn(KINDS, kind)) return given as Operation
  const known = Object.keys(KINDS).join(', ')
  throw new Problem('invalid', { text: `the capsule holds an operation of kind "${String(kind)}"; known are ${known}` })
}
