import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { serializeRows, type RowSerializer } from '../../http/shelf.ts'
import type { Handler } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { serializeContact } from './contact.ts'
import { writeContact } from './contact-writing.ts'
import { createContactsReader } from './contacts-list.ts'
import { createRootLinks, renderEndpointPage, selectMediaType, renderRootPage } from './documentation.ts'
import { serializeFlow } from './flow.ts'
import { listFlowRefs, listGroupRefs } from './flows-and-groups.ts'
import { serializeGroup } from './group.ts'
import { createPageLinks, readListPage, createArrayReader } from './list-page.ts'
import { isTruthy } from './parameters.ts'
import { quirks } from './quirks.ts'
import { type Run, serializeRun, serializeRunOmittingPath, serializeRunWithNullPath } from './run.ts'
import { readRunsPage } from './runs-page.ts'
import { type RunsQuery, parseRunsQuery } from './runs-query.ts'
import { serializeFlowStart } from './start.ts'
import { parseStartRequest } from './start-body.ts'
import { createStart } from './start-creation.ts'
import { createStartsReader, findNextStageChange } from './starts-list.ts'

/** What each operation answers. */
export const handlers: { readonly [Id in keyof Operations]: Handler<Operations[Id]> } = {
  listRuns(_, scene) {
    const query = parseRunsQuery(scene.request.query, scene.world)
    const page = readRunsPage(scene, query)
    const { next, previous } = createPageLinks(scene, page)
    return {
      status: 200,
      body: { next, previous, results: serializeRows(scene, page.rows, selectSerializer(query, scene.world)) },
    }
  },
  listFlowStarts(_, scene) {
    const page = readListPage(scene, createStartsReader(scene))
    const results = page.rows.map(({ start }) => serializeFlowStart(start, scene.world))
    return { status: 200, body: { ...createPageLinks(scene, page), results }, validUntil: findNextStageChange(scene) }
  },
  createFlowStart(_, scene) {
    const request = parseStartRequest(scene)
    if ('complaints' in request) return { status: 400, body: request.complaints }
    return { status: 201, body: serializeFlowStart(createStart(request, scene), scene.world, true) }
  },
  listFlows(_, scene) {
    const ascending = isTruthy(scene.request.query.getLast('reverse'))
    const page = readListPage(scene, createArrayReader(listFlowRefs(scene, ascending), ascending))
    const results = page.rows.map(({ number }) => serializeFlow(number, scene))
    return { status: 200, body: { ...createPageLinks(scene, page), results } }
  },
  listContacts(_, scene) {
    const page = readListPage(scene, createContactsReader(scene))
    const results = page.rows.map(({ contact }) => serializeContact(contact, scene))
    return { status: 200, body: { ...createPageLinks(scene, page), results } }
  },
  writeContact(_, scene) {
    const result = writeContact(scene)
    if ('complaints' in result) return { status: 400, body: result.complaints }
    return { status: result.isNew ? 201 : 200, body: serializeContact(result.contact, scene) }
  },
  listGroups(_, scene) {
    const ascending = isTruthy(scene.request.query.getLast('reverse'))
    const page = readListPage(scene, createArrayReader(listGroupRefs(scene, ascending), ascending))
    const results = page.rows.map(({ number }) => serializeGroup(number, scene.world))
    return { status: 200, body: { ...createPageLinks(scene, page), results } }
  },
  readDocumentation(_, scene) {
    const type = selectMediaType(scene.request, { id: 'readDocumentation' })
    return type === 'text/html'
      ? { status: 200, body: renderEndpointPage(scene), type }
      : { status: 200, body: [], type: 'application/json' }
  },
  readRoot(_, scene) {
    const type = selectMediaType(scene.request, { id: 'readRoot' })
    return type === 'text/html'
      ? { status: 200, body: renderRootPage(scene), type }
      : { status: 200, body: createRootLinks(scene), type: 'application/json' }
  },
}

function selectSerializer({ includesPaths }: RunsQuery, world: World): RowSerializer<Run> {
  if (includesPaths === false) return serializeRunWithNullPath
  return includesPaths === true || getQuirkPosition(world, quirks.path) === 'included'
    ? serializeRun
    : serializeRunOmittingPath
}
