import type { components, operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { serializeRows } from '../../http/caches.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Handler } from '../../http/vendor.ts'
import { type SerializedJson, serializeJson } from '../../wire/json.ts'
import { applySparseFieldset } from '../../wire/media-type.ts'
import { getPageOffset } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { NO_FILTER } from '../../world/query/filter.ts'
import { queryPage } from '../../world/query/page.ts'
import { readRun, type RunRef } from '../../world/state/view.ts'
import { parseFilter, parseInclude, parseSort } from './flow-run-query.ts'
import { collectIncluded, type FlowRun, type Inclusion, selectFlowRunSerializer } from './flow-runs.ts'
import {
  createCollectionMeta,
  parseFields,
  parsePageQuery,
  rejectUnknownParameters,
  type SparseFieldsets,
} from './query.ts'
import { quirks } from './quirks.ts'
import { createDeleteReply } from './resource-list.ts'
import { createFlowRun, deleteFlowRun, requireFlowRun, updateFlowRun } from './write-flow-run.ts'

/** The collection of flow runs, as links spell it. */
export const FLOW_RUNS_PATH = '/public/v2/flow-runs'

const READ_PARAMETERS = ['include', 'fields[]']
const LIST_PARAMETERS = [...READ_PARAMETERS, 'sort', 'filter[]', 'page[number]', 'page[size]']

type FlowRunOperation = 'listFlowRuns' | 'createFlowRun' | 'readFlowRun' | 'updateFlowRun' | 'deleteFlowRun'

export const flowRunHandlers: { readonly [Id in FlowRunOperation]: Handler<Operations[Id]> } = {
  listFlowRuns({ query }, context) {
    const { world, view } = context
    const queryString = checkQuery(context, LIST_PARAMETERS)
    const page = parsePageQuery(query)
    const sort = parseSort(query.sort, world)
    const filter = parseFilter(queryString, world)
    const { refs, total } = queryPage(view, { filter, sort, offset: getPageOffset(page), limit: page.size })
    const totalUnfiltered = filter === NO_FILTER ? total : listRunsByCreation(view, NO_FILTER).size
    const meta = createCollectionMeta(page, total, totalUnfiltered, world)
    const options = { inclusion: parseInclude(query.include), fields: parseFields(queryString, world), meta }
    return { status: 200, body: createFlowRunCollection(context, refs, options) }
  },
  createFlowRun({ body }, context) {
    checkQuery(context, [])
    const document = createFlowRunDocument(context, createFlowRun(body, context))
    const location = `${context.linkPrefix}${FLOW_RUNS_PATH}/${document.data.id}`
    return { status: 201, body: document, headers: { location } }
  },
  readFlowRun({ path, query }, context) {
    const queryString = checkQuery(context, READ_PARAMETERS)
    const options = { inclusion: parseInclude(query.include), fields: parseFields(queryString, context.world) }
    const run = readRun(context.view, requireFlowRun(context, path.id))
    return { status: 200, body: createFlowRunDocument(context, run, options) }
  },
  updateFlowRun({ path, body }, context) {
    checkQuery(context, [])
    return { status: 200, body: createFlowRunDocument(context, updateFlowRun(body, path.id, context)) }
  },
  deleteFlowRun({ path }, context) {
    checkQuery(context, [])
    deleteFlowRun(path.id, context)
    return createDeleteReply(context)
  },
}

/**
 * Returns the query string of a request to a path and with parameters that exist.
 * @throws {Problem} for an unknown parameter, or for /flow_runs if the quirk `recrubo.underscore-path` refuses it
 */
function checkQuery({ request, world }: HandlerContext, parameters: readonly string[]): QueryString {
  if (request.path.includes('/flow_runs') && getQuirkPosition(world, quirks['recrubo.underscore-path']) === 'refused') {
    throw new Problem('unknown-route')
  }
  rejectUnknownParameters(request.query, parameters, world)
  return request.query
}

/** The `include` and `fields[]` of a request. */
interface DocumentOptions {
  /** Null if `include` was not sent; the document then has no `included`. */
  readonly inclusion: Inclusion | null
  readonly fields: SparseFieldsets
}

const DEFAULT_OPTIONS: DocumentOptions = { inclusion: null, fields: new Map() }
const NO_INCLUSION: Inclusion = { flow: false, messageThread: false }

function createFlowRunDocument(context: HandlerContext, run: Run, options: DocumentOptions = DEFAULT_OPTIONS) {
  const serialize = selectFlowRunSerializer(options.inclusion ?? NO_INCLUSION)
  const data = applySparseFieldset(serialize(run, context.world, context.linkPrefix), options.fields.get('flowRuns'))
  return { data, meta: {}, ...createIncluded(context, [run], options) }
}

/** Builds the document of a page of runs. Without `fields[]`, rows come from the row cache. */
function createFlowRunCollection(
  context: HandlerContext,
  refs: readonly RunRef[],
  options: DocumentOptions & { readonly meta: components['schemas']['CollectionMeta'] },
) {
  const serialize = selectFlowRunSerializer(options.inclusion ?? NO_INCLUSION)
  const fields = options.fields.get('flowRuns')
  const runs = fields === undefined && options.inclusion === null ? [] : refs.map((ref) => readRun(context.view, ref))
  const data: SerializedJson<readonly FlowRun[]> =
    fields === undefined
      ? serializeRows(context, refs, serialize)
      : serializeJson(runs.map((run) => applySparseFieldset(serialize(run, context.world, context.linkPrefix), fields)))
  return { data, meta: options.meta, ...createIncluded(context, runs, options) }
}

/** Builds the member `included`, which a document has if `include` was sent. */
function createIncluded(context: HandlerContext, runs: readonly Run[], { inclusion, fields }: DocumentOptions) {
  if (inclusion === null) return {}
  const included = collectIncluded(runs, inclusion, context)
  return { included: included.map((resource) => applySparseFieldset(resource, fields.get(resource.type))) }
}
