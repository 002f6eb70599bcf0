import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import { operations } from '../../../spec/generated/recrubo.operations.ts'
import { bearerAdmission } from '../../http/bearer.ts'
import { Problem } from '../../http/problem.ts'
import { defineVendor } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { contentTypeRefusal, JSON_API, refusesAccept } from '../../wire/json-api.ts'
import { offsetOf, pagesFor } from '../../wire/numbered-page.ts'
import { created } from '../../world/listing.ts'
import { page } from '../../world/page.ts'
import { readRun } from '../../world/view.ts'
import { flowRunCollection, flowRunDocument } from './documents.ts'
import { filterOf } from './filter.ts'
import { idsOf } from './ids.ts'
import { problems } from './problems.ts'
import { quirks } from './quirks.ts'
import { fieldsOf, inclusionOf, refuseUnknownParameters, sortOf } from './query.ts'
import { create, flowRunAt, remove, update } from './writes.ts'

const PATH = '/public/v2/flow-runs'
const DEFAULT_SIZE = 25
const READ_PARAMETERS = ['include', 'fields[]']
const LIST_PARAMETERS = [...READ_PARAMETERS, 'sort', 'filter[]', 'page[number]', 'page[size]']
const credential = issuedToken('recrubo', 22)

/** Recrubo: flow runs as JSON:API resources, with everything a client may do to them. */
export const recrubo = defineVendor<Operations>({
  name: 'recrubo',
  operations,
  handlers: {
    listFlowRuns({ query }, scene) {
      const raw = scene.incoming.query
      refuseUnknownParameters(raw, LIST_PARAMETERS)
      const asked = { number: query['page[number]'] ?? 1, size: query['page[size]'] ?? DEFAULT_SIZE }
      const filter = filterOf(raw, scene.world)
      const found = page(scene.view, { filter, sort: sortOf(query.sort), offset: offsetOf(asked), limit: asked.size })
      const meta = {
        total: found.total,
        totalUnfiltered: created(scene.view, {}).size,
        currentSize: asked.size,
        currentPage: asked.number,
        maxPage: Math.max(1, pagesFor(found.total, asked.size)),
      }
      const manner = { inclusion: inclusionOf(query.include), fields: fieldsOf(raw) }
      return { status: 200, body: flowRunCollection(scene, found.refs, { manner, meta }) }
    },
    createFlowRun({ body }, scene) {
      refuseUnknownParameters(scene.incoming.query, [])
      const run = create(body, scene)
      const location = `${scene.prefix}${PATH}/${idsOf(scene.world).flowRun.encode(run.number)}`
      return { status: 201, body: flowRunDocument(scene, run), headers: { location } }
    },
    readFlowRun({ path, query }, scene) {
      refuseUnknownParameters(scene.incoming.query, READ_PARAMETERS)
      const manner = { inclusion: inclusionOf(query.include), fields: fieldsOf(scene.incoming.query) }
      return { status: 200, body: flowRunDocument(scene, readRun(scene.view, flowRunAt(scene, path.id)), manner) }
    },
    updateFlowRun({ path, body }, scene) {
      refuseUnknownParameters(scene.incoming.query, [])
      return { status: 200, body: flowRunDocument(scene, update(body, path.id, scene)) }
    },
    deleteFlowRun({ path }, scene) {
      refuseUnknownParameters(scene.incoming.query, [])
      remove(path.id, scene)
      return { status: 200, body: { meta: {} } }
    },
  },
  prefixes: ['/public/v2'],
  admission: bearerAdmission([credential]),
  negotiate(incoming, operation) {
    if (refusesAccept(incoming.header('accept'))) throw new Problem('not-acceptable')
    const hasBody = Object.keys(operation.requestBody).length > 0
    const refusal = hasBody ? contentTypeRefusal(incoming.header('content-type')) : undefined
    if (refusal === undefined) return
    const text =
      refusal.parameter === undefined
        ? `send the body as ${JSON_API}`
        : `${JSON_API} takes no parameter ${refusal.parameter}`
    throw new Problem('unsupported-media-type', { text })
  },
  answersHead: true,
  problems,
  quirks: Object.values(quirks),
  showcase: {
    basePath: '/public/v2',
    credential,
    authorization: `Bearer ${credential}`,
    example: () => `${PATH}?sort=-createdAt&page[size]=3&include=flow,messageThread`,
  },
})
