import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import type { Handler } from '../../http/vendor.ts'
import { offsetOf } from '../../wire/numbered-page.ts'
import { EVERYTHING } from '../../world/filter.ts'
import { created } from '../../world/listing.ts'
import { page } from '../../world/page.ts'
import { readRun } from '../../world/view.ts'
import { create } from './creation.ts'
import { flowRunCollection, flowRunDocument } from './documents.ts'
import { FLOW_RUNS } from './face.ts'
import { filterOf } from './filter.ts'
import { collectionMeta, pageAsked } from './page.ts'
import { fieldsOf, inclusionOf, refuseUnknownParameters, sortOf } from './query.ts'
import { quirks } from './quirks.ts'
import { refuseUnderscore } from './reading.ts'
import { flowRunAt, remove, update } from './writes.ts'

const READ_PARAMETERS = ['include', 'fields[]']
const LIST_PARAMETERS = [...READ_PARAMETERS, 'sort', 'filter[]', 'page[number]', 'page[size]']

type FlowRunOperation = 'listFlowRuns' | 'createFlowRun' | 'readFlowRun' | 'updateFlowRun' | 'deleteFlowRun'

/** What clients may do with flow runs. */
export const flowRunHandlers: { readonly [Id in FlowRunOperation]: Handler<Operations[Id]> } = {
  listFlowRuns({ query }, scene) {
    const { world, view } = scene
    const raw = asked(scene, LIST_PARAMETERS)
    const wanted = pageAsked(query)
    const sort = sortOf(query.sort, world)
    const filter = filterOf(raw, world)
    const found = page(view, { filter, sort, offset: offsetOf(wanted), limit: wanted.size })
    const totalUnfiltered = filter === EVERYTHING ? found.total : created(view, EVERYTHING).size
    const meta = collectionMeta(wanted, { total: found.total, totalUnfiltered }, world)
    const manner = { inclusion: inclusionOf(query.include), fields: fieldsOf(raw, world) }
    return { status: 200, body: flowRunCollection(scene, found.refs, { manner, meta }) }
  },
  createFlowRun({ body }, scene) {
    asked(scene, [])
    const document = flowRunDocument(scene, create(body, scene))
    return { status: 201, body: document, headers: { location: `${scene.prefix}${FLOW_RUNS}/${document.data.id}` } }
  },
  readFlowRun({ path, query }, scene) {
    const raw = asked(scene, READ_PARAMETERS)
    const manner = { inclusion: inclusionOf(query.include), fields: fieldsOf(raw, scene.world) }
    return { status: 200, body: flowRunDocument(scene, readRun(scene.view, flowRunAt(scene, path.id)), manner) }
  },
  updateFlowRun({ path, body }, scene) {
    asked(scene, [])
    return { status: 200, body: flowRunDocument(scene, update(body, path.id, scene)) }
  },
  deleteFlowRun({ path }, scene) {
    asked(scene, [])
    remove(path.id, scene)
    return deletion(scene)
  },
}

/** How a deletion is confirmed. */
export function deletion({ world }: Scene) {
  return positionOf(world, quirks.deletion) === 'meta'
    ? ({ status: 200, body: { meta: {} } } as const)
    : ({ status: 204, body: null } as const)
}

/** The query, once the path and the names in it are known to be documented. */
function asked(scene: Scene, parameters: readonly string[]) {
  refuseUnderscore(scene)
  refuseUnknownParameters(scene.incoming.query, parameters, scene.world)
  return scene.incoming.query
}
