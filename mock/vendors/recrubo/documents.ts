import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { Scene } from '../../http/scene.ts'
import { rows } from '../../http/shelf.ts'
import { type Json, jsonOf } from '../../wire/json.ts'
import { sparse } from '../../wire/json-api.ts'
import type { Run } from '../../world/run.ts'
import { readRun, type RunRef } from '../../world/view.ts'
import { type FlowRun, flowRunSerializer, type Inclusion } from './flow-run.ts'
import type { Flow } from './flow.ts'
import { includedWith } from './included.ts'
import type { MessageThread } from './message-thread.ts'

/** How runs are asked for: what goes along, and which fields are wanted. */
export interface Manner {
  /** Null when `include` was not sent; then the document has no `included` at all. */
  readonly inclusion: Inclusion | null
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>
}

export const PLAIN: Manner = { inclusion: null, fields: new Map() }
const NOTHING: Inclusion = { flow: false, messageThread: false }

/** The document of one run. */
export function flowRunDocument(scene: Scene, run: Run, manner: Manner = PLAIN) {
  const fields = manner.fields.get('flowRuns')
  const whole = flowRunSerializer(manner.inclusion ?? NOTHING)(run, scene.world, scene.prefix)
  const data = fields === undefined ? whole : sparse(whole, fields)
  if (manner.inclusion === null) return { data, meta: {} }
  return { data, meta: {}, included: included(scene, [run], manner) }
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
  if (manner.inclusion === null) return { data, meta }
  const runs = refs.map((ref) => readRun(scene.view, ref))
  return { data, meta, included: included(scene, runs, manner) }
}

function included(
  scene: Scene,
  runs: readonly Run[],
  { inclusion, fields }: Manner,
): readonly (Flow | MessageThread)[] {
  return includedWith(runs, inclusion ?? NOTHING, scene).map((resource): Flow | MessageThread => {
    const asked = fields.get(resource.type)
    return asked === undefined ? resource : sparse(resource, asked)
  })
}
