import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { Handler } from '../../http/vendor.ts'
import { createDeleteResponse } from './flow-run-handlers.ts'
import { setWebhookAddress } from './organization.ts'
import { rejectUnknownParameters } from './query.ts'
import { listResources, readResource } from './reading.ts'
import { updateSubscription, createSubscription, deleteSubscription, createWebhookType } from './subscribing.ts'
import { findWebhook } from './webhook.ts'

type WebhookOperation =
  | 'listWebhooks'
  | 'createWebhook'
  | 'readWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'updateOrganization'

/** What clients may do about being told of changes. */
export const webhookHandlers: { readonly [Id in WebhookOperation]: Handler<Operations[Id]> } = {
  listWebhooks: ({ query }, scene) => ({ status: 200, body: listResources(createWebhookType(scene), query, scene) }),
  createWebhook({ body }, scene) {
    rejectUnknownParameters(scene.request.query, [], scene.world)
    const data = createSubscription(body, scene)
    const headers = { location: `${scene.linkPrefix}/public/v2/webhooks/${data.id}` }
    return { status: 201, body: { data, meta: {} }, headers }
  },
  readWebhook({ path }, scene) {
    return { status: 200, body: readResource(createWebhookType(scene), findWebhook(scene.world, path.id), scene) }
  },
  updateWebhook({ path, body }, scene) {
    rejectUnknownParameters(scene.request.query, [], scene.world)
    return { status: 200, body: { data: updateSubscription(body, path.id, scene), meta: {} } }
  },
  deleteWebhook({ path }, scene) {
    rejectUnknownParameters(scene.request.query, [], scene.world)
    deleteSubscription(path.id, scene)
    return createDeleteResponse(scene)
  },
  updateOrganization({ body }, scene) {
    rejectUnknownParameters(scene.request.query, [], scene.world)
    return { status: 200, body: { data: setWebhookAddress(body, scene), meta: {} } }
  },
}
