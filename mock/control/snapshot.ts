import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { DATASET_VERSION } from '../world/random.ts'
import { toInstant } from '../world/time/instant.ts'
import type { LoggedOperation, Operation } from '../world/state/operation.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'
import type { World } from '../world/world.ts'
import { parseClockMode, serializeClockMode } from './clock.ts'

export type WorldSnapshot = components['schemas']['Capsule']

/** A world as data: what it was computed from, and what was done to it. */
export function createSnapshot(world: World): WorldSnapshot {
  return {
    version: 1,
    dataSetVersion: DATASET_VERSION,
    parameters: { ...world.dataset.parameters },
    now: world.now,
    clock: serializeClockMode(world.clock),
    operations: [...world.operations].map(({ at, operation }) => ({ at, operation })),
  }
}

/** The parameters that a capsule's world is computed from. @throws {Problem} when its data would come out different here */
export function readSnapshotParameters({ dataSetVersion, parameters }: WorldSnapshot): Partial<DatasetParameters> {
  if (dataSetVersion !== DATASET_VERSION) {
    const text = `the capsule holds data set version ${dataSetVersion}; this Flowtwin computes version ${DATASET_VERSION}`
    throw new Problem('invalid', { text })
  }
  // Whatever does not fit is refused where the universe is made.
  return parameters
}

/** Does to a new world what was done to the capsule's. @throws {Problem} when something in it cannot be done */
export function replaySnapshot({ operations, now, clock }: WorldSnapshot, world: World): void {
  const operationLog = operations.map(({ at, operation }, index): LoggedOperation => {
    return { sequence: index + 1, at: toInstant(at), operation: parseOperation(operation) }
  })
  try {
    world.replay(operationLog, { now: toInstant(now), mode: parseClockMode(clock) })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const reason = error instanceof TypeError ? 'it lacks a member that its kind needs' : error.message
    throw new Problem('invalid', { text: `operation ${world.revision + 1} of the capsule: ${reason}` })
  }
}

const OPERATION_KINDS: Readonly<Record<Operation['kind'], true>> = {
  create: true,
  change: true,
  delete: true,
  step: true,
  insert: true,
  burst: true,
  'set-arrival-rate': true,
  broadcast: true,
  'create-contact': true,
  'change-contact': true,
  configure: true,
  'create-record': true,
  'update-record': true,
  'delete-record': true,
  'set-fault-rules': true,
  'set-rate-limits': true,
  advance: true,
  'switch-clock': true,
}

function parseOperation(value: Readonly<Record<string, unknown>>): Operation {
  const { kind } = value
  if (typeof kind === 'string' && Object.hasOwn(OPERATION_KINDS, kind)) return value as Operation
  const known = Object.keys(OPERATION_KINDS).join(', ')
  throw new Problem('invalid', { text: `the capsule holds an operation of kind "${String(kind)}"; known are ${known}` })
}
