import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { Scene } from '../../http/scene.ts'
import { row, rows } from '../../http/shelf.ts'
import { type Json, jsonOf } from '../../wire/json.ts'
import { sparse } from '../../wire/json-api.ts'
import { readRun, type RunRef } from '../../world/view.ts'
import { type FlowRun, flowRunSerializer, type Inclusion } from './flow-run.ts'
import { type Flow, includedWith, type MessageThread } from './included.ts'

/** How runs are asked for: what goes along, and which fields are wanted. */
export interface Manner {
  /** Null when `include` was not sent; then the document has no `included` at all. */
  readonly inclusion: Inclusion | null
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>
}

export const PLAIN: Manner = { inclusion: null, fields: new Map() }
const NOTHING: Inclusion = { flow: false, messageThread: false }

/** The document of one run. */
export function flowRunDocument(scene: Scene, ref: RunRef, manner: Manner = PLAIN) {
  const toRow = flowRunSerializer(manner.inclusion ?? NOTHING)
  const fields = manner.fields.get('flowRuns')
  const data: Json<FlowRun> =
    fields === undefined
      ? row(scene, ref, toRow)
      : jsonOf(sparse(toRow(readRun(scene.view, ref), scene.world, scene.prefix), fields))
  return { data, meta: {}, ...included(scene, [ref], manner) }
}

/** The document of a page of runs. */
export function flowRunCollection(
  scene: Scene,
  refs: readonly RunRef[],
  { manner, meta }: { readonly manner: Manner; readonly meta: components['schemas']['CollectionMeta'] },
) {
  const toRow = flowRunSerializer(manner.inclusion ?? NOTHING)
  const fields = manner.fields.get('flowRuns')
  const data: Json<readonly FlowRun[]> =
    fields === undefined
      ? rows(scene, refs, toRow)
      : jsonOf(refs.map((ref) => sparse(toRow(readRun(scene.view, ref), scene.world, scene.prefix), fields)))
  return { data, meta, ...included(scene, refs, manner) }
}

function included(scene: Scene, refs: readonly RunRef[], { inclusion, fields }: Manner) {
  if (inclusion === null) return {}
  const runs = refs.map((ref) => readRun(scene.view, ref))
  const resources = includedWith(runs, inclusion, scene).map((resource): Flow | MessageThread => {
    const asked = fields.get(resource.type)
    return asked === undefined ? resource : sparse(resource, asked)
  })
  return { included: resources }
}
