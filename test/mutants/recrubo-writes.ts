import { Problem } from '../../mock/http/problem.ts'
import * as validation from '../../mock/http/validation.ts'
import * as flowRuns from '../../mock/vendors/recrubo/flow-runs.ts'
import * as ids from '../../mock/vendors/recrubo/ids.ts'
import { recrubo } from '../../mock/vendors/recrubo/index.ts'
import * as writes from '../../mock/vendors/recrubo/write-flow-run.ts'
import * as jsonApi from '../../mock/wire/media-type.ts'
import * as pages from '../../mock/world/query/page.ts'
import { type LoggedOperationOf, OperationError, type OperationErrorCode } from '../../mock/world/state/operation.ts'
import { findOverlayRun, type Overlay, putOverlayRun } from '../../mock/world/state/overlay.ts'
import * as runOperations from '../../mock/world/state/run-operations.ts'
import type { View } from '../../mock/world/state/view.ts'
import { World } from '../../mock/world/world.ts'
import { changeResponses } from '../contracts/mutants/mutant.ts'
import { replaceBody } from '../contracts/mutants/recrubo-mutations.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'

type Change = LoggedOperationOf<'change'>
type Resource = { readonly id?: string; readonly attributes?: Readonly<Record<string, unknown>> }

const ENDS: readonly unknown[] = ['finished', 'timeout', 'cancelled', 'exception']

/** Mutants of Recrubo's updates and deletions. */
export const recruboUpdateCodeMutants: readonly MockMutant[] = [
  {
    name: 'DELETE returns 204 and deletes nothing',
    killedBy: ['JAPI-101', 'JAPI-103', 'JAPI-104'],
    mutate: breakFunction(runOperations, 'deleteRun', (_, [, overlay]) => overlay),
  },
  {
    name: 'DELETE of a missing run returns success',
    killedBy: ['JAPI-103'],
    mutate: breakFunction(writes, 'deleteFlowRun', (original, [id, context]) => {
      try {
        return original(id, context)
      } catch {
        return undefined
      }
    }),
  },
  {
    name: 'not found is returned with 200',
    killedBy: ['ERR-003', 'JAPI-091', 'JAPI-101', 'JAPI-103', 'JAPI-104'],
    alsoKilledBy: ['SCH-001'],
    mutate: breakFunction(recrubo.problems, 'not-found', () => ({ status: 200, body: { data: null, meta: {} } })),
  },
  {
    name: 'an update of state is ignored with 200 while running',
    killedBy: ['JAPI-084'],
    mutate: acceptRejectedUpdate('still-running', (overlay) => overlay),
  },
  {
    name: 'an ended run accepts another end status',
    killedBy: ['JAPI-083'],
    mutate: acceptRejectedUpdate('already-ended', (overlay, { sequence, at, operation }) => {
      const row = findOverlayRun(overlay, operation.run)!
      const end = { at, as: operation.end! }
      return putOverlayRun(overlay, row.timeline, { revision: sequence, changedAt: at, end, variables: null })
    }),
  },
  {
    name: 'every end status becomes completed',
    killedBy: ['JAPI-081'],
    mutate: changeRunUpdates((change) => (change.end === null ? null : { ...change, end: 'completed' })),
  },
  {
    name: 'an end status is not stored',
    killedBy: ['JAPI-080', 'JAPI-081'],
    mutate: changeRunUpdates((change) =>
      change.end === null || change.variables !== null ? null : { ...change, end: null },
    ),
  },
  {
    name: 'ending a run clears its state',
    killedBy: ['JAPI-088'],
    mutate: changeRunUpdates((change) =>
      change.end === null || change.variables !== null ? null : { ...change, variables: {} },
    ),
  },
  {
    name: 'a new state is not stored',
    killedBy: ['JAPI-085'],
    alsoKilledBy: ['JAPI-084'],
    mutate: changeRunUpdates((change) => (change.variables === null ? null : { ...change, variables: null })),
  },
  {
    name: 'a new state is merged into the old one',
    killedBy: ['JAPI-085'],
    mutate: changeRunUpdates((change, overlay) => {
      const row = findOverlayRun(overlay, change.run)
      const old = row?.changes?.variables?.value ?? row?.timeline.input?.variables
      return change.variables === null || old === undefined
        ? null
        : { ...change, variables: { ...old, ...change.variables } }
    }),
  },
  {
    name: 'updatedAt always equals creation',
    killedBy: ['JAPI-093'],
    mutate: breakFunction(flowRuns, 'selectFlowRunSerializer', (original, [inclusion]) => {
      const serialize = original(inclusion)
      return (run, world, linkPrefix) => serialize({ ...run, modifiedAt: run.createdAt }, world, linkPrefix)
    }),
  },
  {
    name: 'the id in the body is ignored',
    killedBy: ['JAPI-089'],
    mutate: breakFunction(writes, 'updateFlowRun', (original, [body, id, context]) =>
      body.data.id === id ? CALL_ORIGINAL : original({ data: { ...body.data, id } }, id, context),
    ),
  },
  {
    name: 'an update without id uses the id of the path',
    killedBy: ['JAPI-090'],
    mutate: (twin, recordHit) => async (request) => {
      if (request.method !== 'PATCH') return await twin.fetch(request)
      const { data } = JSON.parse(await request.clone().text()) as { readonly data: Resource }
      if (data.id !== undefined) return await twin.fetch(request)
      recordHit()
      return await twin.fetch(replaceBody(request, { data: { ...data, id: request.url.split('/').at(-1) } }))
    },
  },
  {
    name: 'read-only attributes in an update are ignored',
    killedBy: ['JAPI-086', 'JAPI-087', 'JAPI-092'],
    mutate: changeInvalidUpdates(({ attributes = {}, ...resource }) => {
      const writable = Object.entries(attributes).filter(([name]) => name === 'status' || name === 'state')
      return { ...resource, attributes: Object.fromEntries(writable) }
    }),
  },
  {
    name: 'an invalid status in an update is ignored',
    killedBy: ['JAPI-082'],
    mutate: changeInvalidUpdates(({ attributes = {}, ...resource }) => {
      const { status, ...others } = attributes
      return ENDS.includes(status) ? { ...resource, attributes } : { ...resource, attributes: others }
    }),
  },
  {
    name: 'PUT on a run returns 200',
    killedBy: ['JAPI-110'],
    mutate: changeResponses(({ status }, { method, url }) =>
      status === 405 && method === 'PUT' && url.pathname.split('/').length > 4
        ? { status: 200, text: '{"meta":{}}' }
        : null,
    ),
  },
]

/** Replaces an update of the world; null keeps it. */
function changeRunUpdates(
  change: (operation: Change['operation'], overlay: Overlay) => Change['operation'] | null,
): MockMutant['mutate'] {
  return breakFunction(runOperations, 'changeRun', (original, [present, overlay, logged]) => {
    const operation = change(logged.operation, overlay)
    return operation === null ? CALL_ORIGINAL : original(present, overlay, { ...logged, operation })
  })
}

/** Replaces a rejection by a change of the world. */
function acceptRejectedUpdate(
  reason: OperationErrorCode,
  change: (overlay: Overlay, logged: Change) => Overlay,
): MockMutant['mutate'] {
  return breakFunction(runOperations, 'changeRun', (original, [present, overlay, logged]) => {
    try {
      original(present, overlay, logged)
      return CALL_ORIGINAL
    } catch (error) {
      if (!(error instanceof OperationError) || error.code !== reason) throw error
      return change(overlay, logged)
    }
  })
}

/** Replaces an invalid update by a valid one. */
function changeInvalidUpdates(change: (resource: Resource) => Resource): MockMutant['mutate'] {
  return breakFunction(validation, 'getRequestValidator', (original, [operation]) => {
    const validator = original(operation)
    if (operation.id !== 'updateFlowRun') return CALL_ORIGINAL
    const body = (text: string, type: string | null): unknown => {
      try {
        return validator.validateBody(text, type)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const { data } = JSON.parse(text) as { readonly data: Resource }
        return validator.validateBody(JSON.stringify({ data: change(data) }), type)
      }
    }
    return { ...validator, validateBody: body }
  })
}

type Operation = Parameters<World['applyOperation']>[0]
type Creation = Extract<Operation, { readonly kind: 'create' }>

/** Mutants of Recrubo's creations. */
export const recruboCreationCodeMutants: readonly MockMutant[] = [
  {
    name: 'a creation starts the next flow',
    killedBy: ['JAPI-060'],
    mutate: changeCreations((creation) => ({ ...creation, flow: (creation.flow + 1) % 8 })),
  },
  {
    name: 'a creation uses a different contact',
    killedBy: ['JAPI-060', 'JAPI-063'],
    mutate: changeCreations((creation) => ({ ...creation, contact: creation.contact ^ 1 })),
  },
  {
    name: 'a creation drops the state',
    killedBy: ['JAPI-066'],
    mutate: changeCreations(({ input, ...creation }) => ({ ...creation, input: input && { ...input, variables: {} } })),
  },
  {
    name: 'a created run is deleted at once',
    killedBy: ['JAPI-062'],
    alsoKilledBy: ['HTTP-001', 'JAPI-061', 'JAPI-063'],
    mutate: breakFunction(World.prototype, 'applyOperation', (original, [operation]) => {
      if (operation.kind !== 'create') return CALL_ORIGINAL
      const run = original(operation)
      original({ kind: 'delete', run: run?.number ?? 0 })
      return run
    }),
  },
  {
    name: 'a created run is completed at once',
    killedBy: ['JAPI-071'],
    mutate: breakFunction(World.prototype, 'applyOperation', (original, [operation]) =>
      operation.kind === 'create'
        ? original({ kind: 'change', run: original(operation)?.number ?? 0, end: 'completed', variables: null })
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'lists are served from a stale copy',
    killedBy: ['JAPI-063'],
    alsoKilledBy: ['JAPI-085'],
    mutate: (twin, recordHit) => {
      let first: View | undefined
      return breakFunction(pages, 'queryPage', (original, [view, query]) => original((first ??= view), query))(
        twin,
        recordHit,
      )
    },
  },
  {
    name: 'an unknown flow is read as the first one',
    killedBy: ['JAPI-070'],
    mutate: breakFunction(ids, 'getIds', (original, [world]) => {
      const { flow, ...others } = original(world)
      return { ...others, flow: { ...flow, decode: (id) => flow.decode(id) ?? 0 } }
    }),
  },
  {
    name: 'the media type of a request body is ignored',
    killedBy: ['JAPI-020'],
    mutate: breakFunction(jsonApi, 'findContentTypeError', () => undefined),
  },
]

function changeCreations(change: (creation: Creation) => Creation): MockMutant['mutate'] {
  return breakFunction(World.prototype, 'applyOperation', (original, [operation]) =>
    operation.kind === 'create' ? original(change(operation)) : CALL_ORIGINAL,
  )
}
