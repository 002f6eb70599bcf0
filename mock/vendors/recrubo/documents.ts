import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { serializeRows } from '../../http/shelf.ts'
import { type SerializedJson, serializeJson } from '../../wire/json.ts'
import { applySparseFieldset } from '../../wire/json-api.ts'
import type { Run } from '../../world/run.ts'
import { readRun, type RunRef } from '../../world/view.ts'
import { type FlowRun, selectFlowRunSerializer, type Inclusion } from './flow-run.ts'
import type { Flow } from './flow.ts'
import { collectIncluded } from './included.ts'
import type { MessageThread } from './message-thread.ts'

/** How runs are asked for: what goes along, and which fields are wanted. */
export interface DocumentOptions {
  /** Null when `include` was not sent; then the document has no `included` at all. */
  readonly inclusion: Inclusion | null
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>
}

export const DEFAULT_OPTIONS: DocumentOptions = { inclusion: null, fields: new Map() }
const NO_INCLUSION: Inclusion = { flow: false, messageThread: false }

/** The document of one run. */
export function createFlowRunDocument(scene: HandlerContext, run: Run, options: DocumentOptions = DEFAULT_OPTIONS) {
  const fields = options.fields.get('flowRuns')
  const resource = selectFlowRunSerializer(options.inclusion ?? NO_INCLUSION)(run, scene.world, scene.linkPrefix)
  const data = fields === undefined ? resource : applySparseFieldset(resource, fields)
  if (options.inclusion === null) return { data, meta: {} }
  return { data, meta: {}, included: createIncluded(scene, [run], options) }
}

/** The document of a page of runs. */
export function createFlowRunCollection(
  scene: HandlerContext,
  refs: readonly RunRef[],
  { manner, meta }: { readonly manner: DocumentOptions; readonly meta: components['schemas']['CollectionMeta'] },
) {
  const toRow = selectFlowRunSerializer(manner.inclusion ?? NO_INCLUSION)
  const fields = manner.fields.get('flowRuns')
  const data: SerializedJson<readonly FlowRun[]> =
    fields === undefined
      ? serializeRows(scene, refs, toRow)
      : serializeJson(
          refs.map((ref) =>
            applySparseFieldset(toRow(readRun(scene.view, ref), scene.world, scene.linkPrefix), fields),
          ),
        )
  if (manner.inclusion === null) return { data, meta }
  const runs = refs.map((ref) => readRun(scene.view, ref))
  return { data, meta, included: createIncluded(scene, runs, manner) }
}

function createIncluded(
  scene: HandlerContext,
  runs: readonly Run[],
  { inclusion, fields }: DocumentOptions,
): readonly (Flow | MessageThread)[] {
  return collectIncluded(runs, inclusion ?? NO_INCLUSION, scene).map((resource): Flow | MessageThread => {
    const selected = fields.get(resource.type)
    return selected === undefined ? resource : applySparseFieldset(resource, selected)
  })
}
