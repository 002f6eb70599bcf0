import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { serializeRows } from '../../http/row-cache.ts'
import { type SerializedJson, serializeJson } from '../../wire/json.ts'
import { applySparseFieldset } from '../../wire/json-api.ts'
import type { Run } from '../../world/model/run.ts'
import { readRun, type RunRef } from '../../world/state/view.ts'
import { collectIncluded, type FlowRun, type Inclusion, selectFlowRunSerializer } from './flow-runs.ts'
import type { Flow } from './flows.ts'
import type { MessageThread } from './message-threads.ts'
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
  const fields = options.fields.get('flowRuns')
  const resource = selectFlowRunSerializer(options.inclusion ?? NO_INCLUSION)(run, context.world, context.linkPrefix)
  const data = fields === undefined ? resource : applySparseFieldset(resource, fields)
  if (options.inclusion === null) return { data, meta: {} }
  return { data, meta: {}, included: createIncluded(context, [run], options) }
}

/** Builds the document of a page of runs. Without `fields[]`, rows come from the row cache. */
export function createFlowRunCollection(
  context: HandlerContext,
  refs: readonly RunRef[],
  { options, meta }: { readonly options: DocumentOptions; readonly meta: components['schemas']['CollectionMeta'] },
) {
  const serialize = selectFlowRunSerializer(options.inclusion ?? NO_INCLUSION)
  const fields = options.fields.get('flowRuns')
  const selectRow = (ref: RunRef, selected: ReadonlySet<string>) =>
    applySparseFieldset(serialize(readRun(context.view, ref), context.world, context.linkPrefix), selected)
  const data: SerializedJson<readonly FlowRun[]> =
    fields === undefined
      ? serializeRows(context, refs, serialize)
      : serializeJson(refs.map((ref) => selectRow(ref, fields)))
  if (options.inclusion === null) return { data, meta }
  const runs = refs.map((ref) => readRun(context.view, ref))
  return { data, meta, included: createIncluded(context, runs, options) }
}

function createIncluded(
  context: HandlerContext,
  runs: readonly Run[],
  { inclusion, fields }: DocumentOptions,
): readonly (Flow | MessageThread)[] {
  return collectIncluded(runs, inclusion ?? NO_INCLUSION, context).map((resource): Flow | MessageThread => {
    const selected = fields.get(resource.type)
    return selected === undefined ? resource : applySparseFieldset(resource, selected)
  })
}
