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

/** How runs are asked for: what goes along, and which fields are wanted. */
export interface DocumentOptions {
  /** Null when `include` was not sent; then the document has no `included` at all. */
  readonly inclusion: Inclusion | null
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>
}

export const DEFAULT_OPTIONS: DocumentOptions = { inclusion: null, fields: new Map() }
const NO_INCLUSION: Inclusion = { flow: false, messageThread: false }

/** The document of one run. */
export function createFlowRunDocument(context: HandlerContext, run: Run, options: DocumentOptions = DEFAULT_OPTIONS) {
  const fields = options.fields.get('flowRuns')
  const resource = selectFlowRunSerializer(options.inclusion ?? NO_INCLUSION)(run, context.world, context.linkPrefix)
  const data = fields === undefined ? resource : applySparseFieldset(resource, fields)
  if (options.inclusion === null) return { data, meta: {} }
  return { data, meta: {}, included: createIncluded(context, [run], options) }
}

/** The document of a page of runs. */
export function createFlowRunCollection(
  context: HandlerContext,
  refs: readonly RunRef[],
  { manner, meta }: { readonly manner: DocumentOptions; readonly meta: components['schemas']['CollectionMeta'] },
) {
  const toRow = selectFlowRunSerializer(manner.inclusion ?? NO_INCLUSION)
  const fields = manner.fields.get('flowRuns')
  const data: SerializedJson<readonly FlowRun[]> =
    fields === undefined
      ? serializeRows(context, refs, toRow)
      : serializeJson(
          refs.map((ref) =>
            applySparseFieldset(toRow(readRun(context.view, ref), context.world, context.linkPrefix), fields),
          ),
        )
  if (manner.inclusion === null) return { data, meta }
  const runs = refs.map((ref) => readRun(context.view, ref))
  return { data, meta, included: createIncluded(context, runs, manner) }
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
