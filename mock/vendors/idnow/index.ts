import type { operations as Operations } from '../../../spec/generated/idnow.types.ts'
import { operations } from '../../../spec/generated/idnow.operations.ts'
import { bearerAdmission } from '../../http/bearer.ts'
import { Problem } from '../../http/problem.ts'
import { rows } from '../../http/shelf.ts'
import { defineVendor } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { offsetOf, pagesFor } from '../../wire/numbered-page.ts'
import { page, type Sort } from '../../world/page.ts'
import { idsOf } from './ids.ts'
import { problems } from './problems.ts'
import { quirks } from './quirks.ts'
import { toSession, wireStatus } from './session.ts'
import { statusesByWord } from '../../wire/statuses.ts'

const credential = issuedToken('idnow', 48)
const DEFAULT_SIZE = 10

/** IDnow's Trust Platform: the sessions of one flow in one environment, in numbered pages. */
export const idnow = defineVendor<Operations>({
  name: 'idnow',
  operations,
  handlers: {
    listSessions({ path, query }, scene) {
      const flow = idsOf(scene.world).flow.decode(path.flowId)
      if (flow === undefined) throw new Problem('not-found', { text: 'Flow not found' })
      const asked = { number: query.page ?? 1, size: query.size ?? DEFAULT_SIZE }
      const { total, refs } = page(scene.view, {
        filter: { flow, environment: path.environment },
        sort: sortOf(query.sortBy ?? 'createdAt', query.sortDesc ?? false),
        offset: offsetOf(asked),
        limit: asked.size,
      })
      const content = rows(scene, refs, toSession)
      const totals = { totalElements: total, totalPages: pagesFor(total, asked.size) }
      return { status: 200, body: { content, page: { ...asked, ...totals } } }
    },
  },
  prefixes: ['/api/v1/flows', '/api/v1/live', '/api/v1/staging'],
  admission: bearerAdmission([credential]),
  answersHead: true,
  problems,
  quirks: Object.values(quirks),
  showcase: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    example: (world) => `/api/v1/flows/${idsOf(world).flow.encode(0)}/live/sessions?sortBy=createdAt&sortDesc=true`,
  },
})

/** Statuses sort by their words; equal ones by creation, which is also what is sorted by unless asked otherwise. */
function sortOf(by: 'status' | 'createdAt', descending: boolean): Sort {
  if (by === 'createdAt') return { by: 'created', descending }
  const order = statusesByWord(wireStatus)
  return { by: 'status', order: descending ? order.toReversed() : order, descending }
}
