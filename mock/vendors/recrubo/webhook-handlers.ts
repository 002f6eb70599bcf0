import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { Handler } from '../../http/vendor.ts'
import { deletion } from './flow-run-handlers.ts'
import { setAddress } from './organization.ts'
import { refuseUnknownParameters } from './query.ts'
import { listOfKind, oneOfKind } from './reading.ts'
import { resubscribe, subscribe, unsubscribe, webhookKind } from './subscribing.ts'
import { webhookAt } from './webhook.ts'

type WebhookOperation =
  | 'listWebhooks'
  | 'createWebhook'
  | 'readWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'updateOrganization'

/** What clients may do about being told of changes. */
export const webhookHandlers: { readonly [Id in WebhookOperation]: Handler<Operations[Id]> } = {
  listWebhooks: ({ query }, scene) => ({ status: 200, body: listOfKind(webhookKind(scene), query, scene) }),
  createWebhook({ body }, scene) {
    refuseUnknownParameters(scene.incoming.query, [], scene.world)
    const data = subscribe(body, scene)
    const headers = { location: `${scene.prefix}/public/v2/webhooks/${data.id}` }
    return { status: 201, body: { data, meta: {} }, headers }
  },
  readWebhook({ path }, scene) {
    return { status: 200, body: oneOfKind(webhookKind(scene), webhookAt(scene.world, path.id), scene) }
  },
  updateWebhook({ path, body }, scene) {
    refuseUnknownParameters(scene.incoming.query, [], scene.world)
    return { status: 200, body: { data: resubscribe(body, path.id, scene), meta: {} } }
  },
  deleteWebhook({ path }, scene) {
    refuseUnknownParameters(scene.incoming.query, [], scene.world)
    unsubscribe(path.id, scene)
    return deletion(scene)
  },
  updateOrganization({ body }, scene) {
    refuseUnknownParameters(scene.incoming.query, [], scene.world)
    return { status: 200, body: { data: setAddress(body, scene), meta: {} } }
  },
}
