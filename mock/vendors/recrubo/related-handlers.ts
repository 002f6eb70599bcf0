import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { Handler } from '../../http/vendor.ts'
import { findContact } from './creation.ts'
import { findFlow, createFlowType, createThreadType } from './kinds.ts'
import { listResources, readResource } from './reading.ts'

type RelatedOperation = 'listFlows' | 'readFlow' | 'listMessageThreads' | 'readMessageThread'

/** What clients may read beside the runs. */
export const relatedHandlers: { readonly [Id in RelatedOperation]: Handler<Operations[Id]> } = {
  listFlows: ({ query }, scene) => ({ status: 200, body: listResources(createFlowType(scene), query, scene) }),
  readFlow: ({ path }, scene) => ({
    status: 200,
    body: readResource(createFlowType(scene), findFlow(scene, path.id), scene),
  }),
  listMessageThreads: ({ query }, scene) => ({
    status: 200,
    body: listResources(createThreadType(scene), query, scene),
  }),
  readMessageThread({ path }, scene) {
    return { status: 200, body: readResource(createThreadType(scene), findContact(path.id, scene.world), scene) }
  },
}
