import * as deferredChecks from '../../mock/http/lazy-validation.ts'
import { Problem } from '../../mock/http/problem.ts'
import * as documents from '../../mock/vendors/recrubo/flow-run-documents.ts'
import { recrubo } from '../../mock/vendors/recrubo/index.ts'
import * as writes from '../../mock/vendors/recrubo/write-flow-run.ts'
import * as fold from '../../mock/world/state/run-operations.ts'
import { OperationError, type OperationErrorReason } from '../../mock/world/state/operation.ts'
import { type Overlay, findOverlayRun, putOverlayRun } from '../../mock/world/state/overlay.ts'
import { answers } from '../contracts/mutants/mutant.ts'
import { withBody } from '../contracts/mutants/write-changes.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

type Change = fold.LoggedOperationOf<'change'>
type Resource = { readonly id?: string; readonly attributes?: Readonly<Record<string, unknown>> }

const ENDS: readonly unknown[] = ['finished', 'timeout', 'cancelled', 'exception']

/** What goes wrong when Recrubo changes or removes a run. */
export const recruboChanges: readonly MockMutant[] = [
  {
    name: 'DELETE removes nothing',
    kills: ['JAPI-101', 'JAPI-103', 'JAPI-104'],
    spoil: wrong(fold, 'deleteRun', (_, [, overlay]) => overlay),
  },
  {
    name: 'whatever is to be removed is said to be removed',
    kills: ['JAPI-103'],
    spoil: wrong(writes, 'deleteFlowRun', (truth, [id, scene]) => {
      try {
        return truth(id, scene)
      } catch {
        return undefined
      }
    }),
  },
  {
    name: 'nothing is found, with 200',
    kills: ['ERR-003', 'JAPI-091', 'JAPI-101', 'JAPI-103', 'JAPI-104'],
    also: ['SCH-001'],
    spoil: wrong(recrubo.problems, 'not-found', () => ({ status: 200, body: { data: null, meta: {} } })),
  },
  {
    name: 'the state of a running run is left alone, and the answer is 200',
    kills: ['JAPI-084'],
    spoil: disobeying('still-running', (overlay) => overlay),
  },
  {
    name: 'a run can be ended again in another way',
    kills: ['JAPI-083'],
    spoil: disobeying('already-ended', (overlay, { sequence, at, operation }) => {
      const row = findOverlayRun(overlay, operation.run)!
      const end = { at, as: operation.end! }
      return putOverlayRun(overlay, row.timeline, { revision: sequence, changedAt: at, end, variables: null })
    }),
  },
  {
    name: 'every end is the same end',
    kills: ['JAPI-081'],
    spoil: changing((change) => (change.end === null ? null : { ...change, end: 'completed' })),
  },
  {
    name: 'an end is not kept',
    kills: ['JAPI-080', 'JAPI-081'],
    spoil: changing((change) => (change.end === null || change.variables !== null ? null : { ...change, end: null })),
  },
  {
    name: 'an end takes the state along',
    kills: ['JAPI-088'],
    spoil: changing((change) =>
      change.end === null || change.variables !== null ? null : { ...change, variables: {} },
    ),
  },
  {
    name: 'a new state is not kept',
    kills: ['JAPI-085'],
    also: ['JAPI-084'],
    spoil: changing((change) => (change.variables === null ? null : { ...change, variables: null })),
  },
  {
    name: 'a new state is laid over the old one',
    kills: ['JAPI-085'],
    spoil: changing((change, overlay) => {
      const row = findOverlayRun(overlay, change.run)
      const old = row?.changes?.variables?.value ?? row?.timeline.input?.variables
      return change.variables === null || old === undefined
        ? null
        : { ...change, variables: { ...old, ...change.variables } }
    }),
  },
  {
    name: 'updatedAt stays at creation',
    kills: ['JAPI-093'],
    spoil: wrong(documents, 'createFlowRunDocument', (truth, [scene, run, manner]) =>
      truth(scene, { ...run, modifiedAt: run.createdAt }, manner),
    ),
  },
  {
    name: 'the id in the body is not looked at',
    kills: ['JAPI-089'],
    spoil: wrong(writes, 'updateFlowRun', (truth, [body, id, scene]) =>
      body.data.id === id ? AS_EVER : truth({ data: { ...body.data, id } }, id, scene),
    ),
  },
  {
    name: 'a body without an id means the run in the path',
    kills: ['JAPI-090'],
    spoil: (twin, hit) => async (request) => {
      if (request.method !== 'PATCH') return await twin.send(request)
      const { data } = JSON.parse(await request.clone().text()) as { readonly data: Resource }
      if (data.id !== undefined) return await twin.send(request)
      hit()
      return await twin.send(withBody(request, { data: { ...data, id: request.url.split('/').at(-1) } }))
    },
  },
  {
    name: 'attributes that cannot be written are passed over',
    kills: ['JAPI-086', 'JAPI-087', 'JAPI-092'],
    spoil: reading(({ attributes = {}, ...resource }) => {
      const known = Object.entries(attributes).filter(([name]) => name === 'status' || name === 'state')
      return { ...resource, attributes: Object.fromEntries(known) }
    }),
  },
  {
    name: 'a status that cannot be set is passed over',
    kills: ['JAPI-082'],
    spoil: reading(({ attributes = {}, ...resource }) => {
      const { status, ...others } = attributes
      return ENDS.includes(status) ? { ...resource, attributes } : { ...resource, attributes: others }
    }),
  },
  {
    name: 'PUT on a run answers 200',
    kills: ['JAPI-110'],
    spoil: answers(({ status }, { method, url }) =>
      status === 405 && method === 'PUT' && url.pathname.split('/').length > 4
        ? { status: 200, text: '{"meta":{}}' }
        : null,
    ),
  },
]

/** A world that carries out another change than the one it was told; null obeys. */
function changing(
  change: (operation: Change['operation'], overlay: Overlay) => Change['operation'] | null,
): MockMutant['spoil'] {
  return wrong(fold, 'changeRun', (truth, [present, overlay, logged]) => {
    const operation = change(logged.operation, overlay)
    return operation === null ? AS_EVER : truth(present, overlay, { ...logged, operation })
  })
}

/** A world that does something where it should refuse. */
function disobeying(
  reason: OperationErrorReason,
  change: (overlay: Overlay, logged: Change) => Overlay,
): MockMutant['spoil'] {
  return wrong(fold, 'changeRun', (truth, [present, overlay, logged]) => {
    try {
      truth(present, overlay, logged)
      return AS_EVER
    } catch (error) {
      if (!(error instanceof OperationError) || error.reason !== reason) throw error
      return change(overlay, logged)
    }
  })
}

/** A server that makes something else of an update that the document does not allow. */
function reading(change: (resource: Resource) => Resource): MockMutant['spoil'] {
  return wrong(deferredChecks, 'getRequestValidator', (truth, [operation]) => {
    const checks = truth(operation)
    if (operation.id !== 'updateFlowRun') return AS_EVER
    const body = (text: string, type: string | null): unknown => {
      try {
        return checks.validateBody(text, type)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const { data } = JSON.parse(text) as { readonly data: Resource }
        return checks.validateBody(JSON.stringify({ data: change(data) }), type)
      }
    }
    return { ...checks, validateBody: body }
  })
}
