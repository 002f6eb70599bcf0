import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import { positionOf } from '../../http/quirk.ts'
import { rows, type Serializer } from '../../http/shelf.ts'
import type { Handler } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { toContact } from './contact.ts'
import { writeContact } from './contact-writing.ts'
import { contactsReader } from './contacts-list.ts'
import { linksOfRoot, pageOf, representationOf, rootPage } from './documentation.ts'
import { toFlow } from './flow.ts'
import { flowRefs, groupRefs } from './flows-and-groups.ts'
import { toGroup } from './group.ts'
import { linksOf, listPage, readFrom } from './list-page.ts'
import { isTruthy } from './parameters.ts'
import { quirks } from './quirks.ts'
import { type Run, toRun, toRunIgnoringPath, toRunWithoutPath } from './run.ts'
import { runsPage } from './runs-page.ts'
import { type RunsQuery, runsQueryOf } from './runs-query.ts'
import { toFlowStart } from './start.ts'
import { startRequestOf } from './start-body.ts'
import { createStart } from './start-creation.ts'
import { startsReader, startsUntil } from './starts-list.ts'

/** What each operation answers. */
export const handlers: { readonly [Id in keyof Operations]: Handler<Operations[Id]> } = {
  listRuns(_, scene) {
    const query = runsQueryOf(scene.incoming.query, scene.world)
    const page = runsPage(scene, query)
    const { next, previous } = linksOf(scene, page)
    return { status: 200, body: { next, previous, results: rows(scene, page.rows, serializerFor(query, scene.world)) } }
  },
  listFlowStarts(_, scene) {
    const page = listPage(scene, startsReader(scene))
    const results = page.rows.map(({ start }) => toFlowStart(start, scene.world))
    return { status: 200, body: { ...linksOf(scene, page), results }, until: startsUntil(scene) }
  },
  createFlowStart(_, scene) {
    const request = startRequestOf(scene)
    if ('complaints' in request) return { status: 400, body: request.complaints }
    return { status: 201, body: toFlowStart(createStart(request, scene), scene.world, true) }
  },
  listFlows(_, scene) {
    const ascending = isTruthy(scene.incoming.query.last('reverse'))
    const page = listPage(scene, readFrom(flowRefs(scene, ascending), ascending))
    const results = page.rows.map(({ number }) => toFlow(number, scene))
    return { status: 200, body: { ...linksOf(scene, page), results } }
  },
  listContacts(_, scene) {
    const page = listPage(scene, contactsReader(scene))
    const results = page.rows.map(({ contact }) => toContact(contact, scene))
    return { status: 200, body: { ...linksOf(scene, page), results } }
  },
  writeContact(_, scene) {
    const written = writeContact(scene)
    if ('complaints' in written) return { status: 400, body: written.complaints }
    return { status: written.isNew ? 201 : 200, body: toContact(written.contact, scene) }
  },
  listGroups(_, scene) {
    const ascending = isTruthy(scene.incoming.query.last('reverse'))
    const page = listPage(scene, readFrom(groupRefs(scene, ascending), ascending))
    const results = page.rows.map(({ number }) => toGroup(number, scene.world))
    return { status: 200, body: { ...linksOf(scene, page), results } }
  },
  readDocumentation(_, scene) {
    const type = representationOf(scene.incoming, { id: 'readDocumentation' })
    return type === 'text/html'
      ? { status: 200, body: pageOf(scene), type }
      : { status: 200, body: [], type: 'application/json' }
  },
  readRoot(_, scene) {
    const type = representationOf(scene.incoming, { id: 'readRoot' })
    return type === 'text/html'
      ? { status: 200, body: rootPage(scene), type }
      : { status: 200, body: linksOfRoot(scene), type: 'application/json' }
  },
}

function serializerFor({ paths }: RunsQuery, world: World): Serializer<Run> {
  if (paths === false) return toRunWithoutPath
  return paths === true || positionOf(world, quirks.path) === 'included' ? toRun : toRunIgnoringPath
}
