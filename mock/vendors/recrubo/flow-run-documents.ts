import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { serializeRows } from '../../http/caches.ts'
import { type SerializedJson, serializeJson } from '../../wire/json.ts'
import { applySparseFieldset } from '../../wire/media-type.ts'
import type { Run } from '../../world/model/run.ts'
import { readRun, type RunRef } from '../../world/state/view.ts'
import { collectIncluded, type FlowRun, type Inclusion, selectFlowRunSerializer } from './flow-runs.ts'
import type { SparseFieldsets } from './query.ts'

/** The `include` and `fields[]` of a request. */
interface DocumentOptions {
  /** Null if `include` was not sent; the document then has no `included`. */
  readonly inclusion: Inclusion | null
  readonly fields: SparseFieldsets
}

const DEFAULT_OPTIONS: DocumentOptions = { inclusion: null, fields: new Map() }
const NO_INCLUSION: Inclusion = { flow: false, messageThread: false }

/** Builds the document of one run. */
export function createFlowRunDocument(context: HandlerContext, run: Run, options: DocumentOptions = DEFAULT_OPTIONS) {
  const serialize = selectFlowRunSerializer(options.inclusion ?? NO_INCLUSION)
  const data = applySparseFieldset(serialize(run, context.world, context.linkPrefix), options.fields.get('flowRuns'))
  return { data, meta: {}, ...createIncluded(context, [run], options) }
}

/** Builds the document of a page of runs. Without `fields[]`, rows come from the row cache. */
export function createFlowRunCollection(
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
