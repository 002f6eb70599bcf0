import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { Handler } from '../../http/vendor.ts'
import { contactOf } from './creation.ts'
import { flowAt, flowKind, threadKind } from './kinds.ts'
import { listOfKind, oneOfKind } from './reading.ts'

type RelatedOperation = 'listFlows' | 'readFlow' | 'listMessageThreads' | 'readMessageThread'

/** What clients may read beside the runs. */
export const relatedHandlers: { readonly [Id in RelatedOperation]: Handler<Operations[Id]> } = {
  listFlows: ({ query }, scene) => ({ status: 200, body: listOfKind(flowKind(scene), query, scene) }),
  readFlow: ({ path }, scene) => ({ status: 200, body: oneOfKind(flowKind(scene), flowAt(scene, path.id), scene) }),
  listMessageThreads: ({ query }, scene) => ({ status: 200, body: listOfKind(threadKind(scene), query, scene) }),
  readMessageThread({ path }, scene) {
    return { status: 200, body: oneOfKind(threadKind(scene), contactOf(path.id, scene.world), scene) }
  },
}
