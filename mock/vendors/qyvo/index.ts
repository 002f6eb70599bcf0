import type { operations as Operations } from '../../../spec/generated/qyvo.types.ts'
import { operations } from '../../../spec/generated/qyvo.operations.ts'
import { bearerAdmission } from '../../http/bearer.ts'
import { rows } from '../../http/shelf.ts'
import { defineVendor } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { MINUTE } from '../../world/instant.ts'
import { newest } from '../../world/listing.ts'
import { toFlowSession } from './flow-session.ts'
import { idsOf } from './ids.ts'
import { problems } from './problems.ts'
import { quirks } from './quirks.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'
const WINDOW = 100
const credential = issuedToken('qyvo', 64)

/** Qyvo: a bare array of the newest sessions, to be polled. */
export const qyvo = defineVendor<Operations>({
  name: 'qyvo',
  operations,
  handlers: {
    newFlowTriggered({ query }, scene) {
      const flow =
        query.flow_id === undefined || query.flow_id === ''
          ? undefined
          : idsOf(scene.world).flow.decode(query.flow_id.toLowerCase())
      const refs = flow === undefined && query.flow_id ? [] : newest(scene.view, { flow, limit: WINDOW })
      return { status: 200, body: rows(scene, refs, toFlowSession) }
    },
  },
  prefixes: ['/api/v1/triggers', '/api/v1/actions', '/api/v1/dropdowns', '/api/v1/me'],
  admission: bearerAdmission([credential]),
  quota: {
    requests: 120,
    window: MINUTE,
    bucket: (caller) => caller.token ?? '',
    headers: ({ limit, remaining }) => ({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
    }),
  },
  answersHead: true,
  problems,
  quirks: Object.values(quirks),
  showcase: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    example: (world) => `${FEED}?flow_id=${idsOf(world).flow.encode(0)}`,
  },
})
