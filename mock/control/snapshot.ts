import type { components } from '../../spec/generated/control.types.ts'
import { DATASET_VERSION } from '../world/random.ts'
import { toInstant } from '../world/time.ts'
import type { LoggedOperation, Operation } from '../world/state/operation.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'
import type { World } from '../world/world.ts'
import { completeAddedFlow, completeOwnData } from '../own-data/complete.ts'
import { parseClockMode, serializeClockMode } from './clock.ts'
import { createInvalidProblem, withProblems } from './input.ts'

export type WorldSnapshot = components['schemas']['Snapshot']

/** The notice in every snapshot: a restored world must be the same, so nothing in it can be masked. */
const NOTICE = 'contains everything that clients wrote, unmasked, credentials and personal data included'

/** Exports a world: its parameters and its operation log. */
export function createSnapshot(world: World): WorldSnapshot {
  return {
    version: 2,
    notice: NOTICE,
    dataSetVersion: DATASET_VERSION,
    parameters: { ...world.dataset.parameters },
    now: world.now,
    clock: serializeClockMode(world.clockMode),
    operations: [...world.operations].map(({ at, operation }) => ({ at, operation })),
  }
}

/**
 * Returns the dataset parameters of a snapshot.
 * @throws {Problem} "invalid" for another version of the dataset
 * @throws {OwnDataError} for invalid own data
 */
export function readSnapshotParameters({ dataSetVersion, parameters }: WorldSnapshot): Partial<DatasetParameters> {
  if (dataSetVersion !== DATASET_VERSION) {
    throw createInvalidProblem(
      `the snapshot has dataset version ${dataSetVersion}; this version of Flowtwin supports version ${DATASET_VERSION}`,
    )
  }
  // The world factory validates the others.
  const { ownData, ...others }: Readonly<Record<string, unknown>> = parameters
  return ownData === undefined ? others : { ...others, ownData: completeOwnData(ownData).ownData }
}

/** Applies the operations of a snapshot to a new world. @throws {Problem} "invalid" for an invalid operation */
export function replaySnapshot({ operations, now, clock }: WorldSnapshot, world: World): void {
  const operationLog = operations.map(({ at, operation }, index): LoggedOperation => {
    return { sequence: index + 1, at: toInstant(at), operation: parseOperation(operation) }
  })
  try {
    world.replay(operationLog, { now: toInstant(now), mode: parseClockMode(clock) })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const reason = error instanceof TypeError ? 'a required field is missing' : error.message
    throw createInvalidProblem(`operation ${world.revision + 1} of the snapshot is invalid: ${reason}`)
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
  'create-flow': true,
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
  if (kind === 'create-flow') return { kind, flow: withProblems(() => completeAddedFlow(value['flow'])) }
  if (typeof kind === 'string' && Object.hasOwn(OPERATION_KINDS, kind)) return value as Operation
  const kinds = Object.keys(OPERATION_KINDS).join(', ')
  throw createInvalidProblem(`the snapshot has an operation of unknown kind "${String(kind)}"; kinds are ${kinds}`)
}
