import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import type { Handler } from '../../http/vendor.ts'
import { getPageOffset } from '../../wire/numbered-page.ts'
import { NO_FILTER } from '../../world/filter.ts'
import { listRunsByCreation } from '../../world/listing.ts'
import { queryPage } from '../../world/page.ts'
import { readRun } from '../../world/view.ts'
import { createFlowRun } from './creation.ts'
import { createFlowRunCollection, createFlowRunDocument } from './documents.ts'
import { FLOW_RUNS_PATH } from './face.ts'
import { parseFilter } from './filter.ts'
import { createCollectionMeta, parsePageQuery } from './page.ts'
import { parseFields, parseInclude, rejectUnknownParameters, parseSort } from './query.ts'
import { quirks } from './quirks.ts'
import { rejectUnderscorePath } from './reading.ts'
import { requireFlowRun, deleteFlowRun, updateFlowRun } from './writes.ts'

const READ_PARAMETERS = ['include', 'fields[]']
const LIST_PARAMETERS = [...READ_PARAMETERS, 'sort', 'filter[]', 'page[number]', 'page[size]']

type FlowRunOperation = 'listFlowRuns' | 'createFlowRun' | 'readFlowRun' | 'updateFlowRun' | 'deleteFlowRun'

/** What clients may do with flow runs. */
export const flowRunHandlers: { readonly [Id in FlowRunOperation]: Handler<Operations[Id]> } = {
  listFlowRuns({ query }, scene) {
    const { world, view } = scene
    const raw = readQuery(scene, LIST_PARAMETERS)
    const pageQuery = parsePageQuery(query)
    const sort = parseSort(query.sort, world)
    const filter = parseFilter(raw, world)
    const runPage = queryPage(view, { filter, sort, offset: getPageOffset(pageQuery), limit: pageQuery.size })
    const totalUnfiltered = filter === NO_FILTER ? runPage.total : listRunsByCreation(view, NO_FILTER).size
    const meta = createCollectionMeta(pageQuery, { total: runPage.total, totalUnfiltered }, world)
    const manner = { inclusion: parseInclude(query.include), fields: parseFields(raw, world) }
    return { status: 200, body: createFlowRunCollection(scene, runPage.refs, { manner, meta }) }
  },
  createFlowRun({ body }, scene) {
    readQuery(scene, [])
    const document = createFlowRunDocument(scene, createFlowRun(body, scene))
    return {
      status: 201,
      body: document,
      headers: { location: `${scene.linkPrefix}${FLOW_RUNS_PATH}/${document.data.id}` },
    }
  },
  readFlowRun({ path, query }, scene) {
    const raw = readQuery(scene, READ_PARAMETERS)
    const manner = { inclusion: parseInclude(query.include), fields: parseFields(raw, scene.world) }
    return {
      status: 200,
      body: createFlowRunDocument(scene, readRun(scene.view, requireFlowRun(scene, path.id)), manner),
    }
  },
  updateFlowRun({ path, body }, scene) {
    readQuery(scene, [])
    return { status: 200, body: createFlowRunDocument(scene, updateFlowRun(body, path.id, scene)) }
  },
  deleteFlowRun({ path }, scene) {
    readQuery(scene, [])
    deleteFlowRun(path.id, scene)
    return createDeleteResponse(scene)
  },
}

/** How a deletion is confirmed. */
export function createDeleteResponse({ world }: HandlerContext) {
  return getQuirkPosition(world, quirks.deletion) === 'meta'
    ? ({ status: 200, body: { meta: {} } } as const)
    : ({ status: 204, body: null } as const)
}

/** The query, once the path and the names in it are known to be documented. */
function readQuery(scene: HandlerContext, parameters: readonly string[]) {
  rejectUnderscorePath(scene)
  rejectUnknownParameters(scene.request.query, parameters, scene.world)
  return scene.request.query
}
