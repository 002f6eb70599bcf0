import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { Handler } from '../../http/vendor.ts'
import { getPageOffset } from '../../wire/pagination.ts'
import { NO_FILTER } from '../../world/query/filter.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { queryPage } from '../../world/query/page.ts'
import { readRun } from '../../world/state/view.ts'
import { createFlowRun, deleteFlowRun, requireFlowRun, updateFlowRun } from './write-flow-run.ts'
import { createFlowRunCollection, createFlowRunDocument } from './flow-run-documents.ts'
import { FLOW_RUNS_PATH } from './info.ts'
import { parseFilter } from './filter.ts'
import {
  createCollectionMeta,
  parseFields,
  parseInclude,
  parsePageQuery,
  parseSort,
  rejectUnknownParameters,
} from './query.ts'
import { quirks } from './quirks.ts'
import { rejectUnderscorePath } from './resource-list.ts'

const READ_PARAMETERS = ['include', 'fields[]']
const LIST_PARAMETERS = [...READ_PARAMETERS, 'sort', 'filter[]', 'page[number]', 'page[size]']

type FlowRunOperation = 'listFlowRuns' | 'createFlowRun' | 'readFlowRun' | 'updateFlowRun' | 'deleteFlowRun'

/** What clients may do with flow runs. */
export const flowRunHandlers: { readonly [Id in FlowRunOperation]: Handler<Operations[Id]> } = {
  listFlowRuns({ query }, context) {
    const { world, view } = context
    const raw = readQuery(context, LIST_PARAMETERS)
    const pageQuery = parsePageQuery(query)
    const sort = parseSort(query.sort, world)
    const filter = parseFilter(raw, world)
    const runPage = queryPage(view, { filter, sort, offset: getPageOffset(pageQuery), limit: pageQuery.size })
    const totalUnfiltered = filter === NO_FILTER ? runPage.total : listRunsByCreation(view, NO_FILTER).size
    const meta = createCollectionMeta(pageQuery, { total: runPage.total, totalUnfiltered }, world)
    const manner = { inclusion: parseInclude(query.include), fields: parseFields(raw, world) }
    return { status: 200, body: createFlowRunCollection(context, runPage.refs, { manner, meta }) }
  },
  createFlowRun({ body }, context) {
    readQuery(context, [])
    const document = createFlowRunDocument(context, createFlowRun(body, context))
    return {
      status: 201,
      body: document,
      headers: { location: `${context.linkPrefix}${FLOW_RUNS_PATH}/${document.data.id}` },
    }
  },
  readFlowRun({ path, query }, context) {
    const raw = readQuery(context, READ_PARAMETERS)
    const manner = { inclusion: parseInclude(query.include), fields: parseFields(raw, context.world) }
    return {
      status: 200,
      body: createFlowRunDocument(context, readRun(context.view, requireFlowRun(context, path.id)), manner),
    }
  },
  updateFlowRun({ path, body }, context) {
    readQuery(context, [])
    return { status: 200, body: createFlowRunDocument(context, updateFlowRun(body, path.id, context)) }
  },
  deleteFlowRun({ path }, context) {
    readQuery(context, [])
    deleteFlowRun(path.id, context)
    return createDeleteResponse(context)
  },
}

/** How a deletion is confirmed. */
export function createDeleteResponse({ world }: HandlerContext) {
  return getQuirkPosition(world, quirks.deletion) === 'meta'
    ? ({ status: 200, body: { meta: {} } } as const)
    : ({ status: 204, body: null } as const)
}

/** The query, once the path and the names in it are known to be documented. */
function readQuery(context: HandlerContext, parameters: readonly string[]) {
  rejectUnderscorePath(context)
  rejectUnknownParameters(context.request.query, parameters, context.world)
  return context.request.query
}
