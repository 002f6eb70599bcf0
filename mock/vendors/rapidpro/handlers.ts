import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { type RowSerializer, serializeRows } from '../../http/caches.ts'
import type { HandlerContext } from '../../http/handler.ts'
import type { Handler } from '../../http/vendor.ts'
import type { SortedRow } from '../../wire/pagination.ts'
import type { World } from '../../world/world.ts'
import { createContactsReader, serializeContact } from './contacts.ts'
import { createStart, parseStartRequest } from './create-flow-start.ts'
import { createRootLinks, renderEndpointPage, renderRootPage, selectMediaType } from './documentation.ts'
import { createStartsReader, findNextStageChange, serializeFlowStart } from './flow-starts.ts'
import { createFlowsReader, serializeFlow } from './flows.ts'
import { createGroupsReader, serializeGroup } from './groups.ts'
import { createPageLinks, type PageReader, readListPage } from './list-page.ts'
import { quirks } from './quirks.ts'
import {
  parseRunsQuery,
  readRunsPage,
  type Run,
  type RunsQuery,
  serializeRun,
  serializeRunOmittingPath,
  serializeRunWithNullPath,
} from './runs.ts'
import { writeContact } from './write-contact.ts'

export const handlers: { readonly [Id in keyof Operations]: Handler<Operations[Id]> } = {
  listRuns(_, context) {
    const query = parseRunsQuery(context.request.query, context.world)
    const page = readRunsPage(context, query)
    const results = serializeRows(context, page.rows, selectSerializer(query, context.world))
    return { status: 200, body: { ...createPageLinks(context, page), results } }
  },
  listFlowStarts(_, context) {
    const reply = replyWithPage(context, createStartsReader(context), ({ start }) =>
      serializeFlowStart(start, context.world),
    )
    return { ...reply, validUntil: findNextStageChange(context) }
  },
  createFlowStart(_, context) {
    const request = parseStartRequest(context)
    if ('errors' in request) return { status: 400, body: request.errors }
    return { status: 201, body: serializeFlowStart(createStart(request, context), context.world, true) }
  },
  listFlows: (_, context) =>
    replyWithPage(context, createFlowsReader(context), ({ number }) => serializeFlow(number, context)),
  listContacts: (_, context) =>
    replyWithPage(context, createContactsReader(context), ({ number }) => serializeContact(number, context)),
  writeContact(_, context) {
    const result = writeContact(context)
    if ('errors' in result) return { status: 400, body: result.errors }
    return { status: result.isNew ? 201 : 200, body: serializeContact(result.contact, context) }
  },
  listGroups: (_, context) =>
    replyWithPage(context, createGroupsReader(context), ({ number }) => serializeGroup(number, context.world)),
  readDocumentation(_, context) {
    const type = selectMediaType(context.request, { id: 'readDocumentation' })
    return type === 'text/html'
      ? { status: 200, body: renderEndpointPage(context), type }
      : { status: 200, body: [], type: 'application/json' }
  },
  readRoot(_, context) {
    const type = selectMediaType(context.request, { id: 'readRoot' })
    return type === 'text/html'
      ? { status: 200, body: renderRootPage(context), type }
      : { status: 200, body: createRootLinks(context), type: 'application/json' }
  },
}

function replyWithPage<Row extends SortedRow, Result>(
  context: HandlerContext,
  readRows: PageReader<Row>,
  serialize: (row: Row) => Result,
) {
  const page = readListPage(context, readRows)
  return { status: 200, body: { ...createPageLinks(context, page), results: page.rows.map(serialize) } } as const
}

function selectSerializer({ includesPaths }: RunsQuery, world: World): RowSerializer<Run> {
  if (includesPaths === false) return serializeRunWithNullPath
  return includesPaths === true || getQuirkPosition(world, quirks.path) === 'included'
    ? serializeRun
    : serializeRunOmittingPath
}
