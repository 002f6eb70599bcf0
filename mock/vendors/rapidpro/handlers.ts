import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { type RowSerializer, serializeRows } from '../../http/caches.ts'
import type { HandlerContext } from '../../http/handler.ts'
import type { Handler } from '../../http/vendor.ts'
import type { SortedRow } from '../../wire/pagination.ts'
import type { World } from '../../world/world.ts'
import { createContactsReader, serializeContact } from './contacts.ts'
import { createFlowStart } from './create-flow-start.ts'
import { replyWithDocumentation, replyWithRoot } from './documentation.ts'
import { createStartsReader, findNextStageChange, serializeFlowStart } from './flow-starts.ts'
import { createFlowsReader, exportDefinitions, serializeFlow } from './flows.ts'
import { createGroupsReader, deleteGroup, serializeGroup, writeGroup } from './groups.ts'
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
import {
  createChannelsReader,
  createEmptyReader,
  createFieldsReader,
  createMessagesReader,
  serializeChannel,
  serializeField,
  serializeMessage,
  serializeWorkspace,
  writeField,
} from './workspace.ts'
import { deleteContact, writeContact } from './write-contact.ts'

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
    const result = createFlowStart(context)
    if ('errors' in result) return { status: 400, body: result.errors }
    const body = serializeFlowStart(result.start, context.world, true)
    return { status: result.isNew ? 201 : 200, body }
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
  deleteContact(_, context) {
    deleteContact(context)
    return { status: 204, body: null }
  },
  listGroups: (_, context) =>
    replyWithPage(context, createGroupsReader(context), ({ number }) => serializeGroup(number, context.world)),
  writeGroup(_, context) {
    const result = writeGroup(context)
    if ('errors' in result) return { status: 400, body: result.errors }
    return { status: result.isNew ? 201 : 200, body: serializeGroup(result.group, context.world) }
  },
  deleteGroup(_, context) {
    deleteGroup(context)
    return { status: 204, body: null }
  },
  listFields: (_, context) => replyWithPage(context, createFieldsReader(context), ({ field }) => serializeField(field)),
  writeField(_, context) {
    const result = writeField(context)
    if ('errors' in result) return { status: 400, body: result.errors }
    return { status: result.isNew ? 201 : 200, body: serializeField(result.field) }
  },
  listMessages: (_, context) =>
    replyWithPage(context, createMessagesReader(context), (row) => serializeMessage(row, context)),
  listChannels: (_, context) =>
    replyWithPage(context, createChannelsReader(context), () => serializeChannel(context.world)),
  readWorkspace: (_, { world }) => ({ status: 200, body: serializeWorkspace(world) }),
  readDefinitions: (_, context) => ({ status: 200, body: exportDefinitions(context) }),
  listArchives: replyWithEmptyPage,
  listBroadcasts: replyWithEmptyPage,
  listCampaigns: replyWithEmptyPage,
  listGlobals: replyWithEmptyPage,
  listLabels: replyWithEmptyPage,
  readDocumentation: (_, context) => replyWithDocumentation(context),
  readRoot: (_, context) => replyWithRoot(context),
}

/** Replies with an empty page of things that a world does not have. */
function replyWithEmptyPage(_: unknown, context: HandlerContext) {
  return replyWithPage(context, createEmptyReader(context), (): never => {
    throw new Error('an empty list has no rows')
  })
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
  return includesPaths === true || getQuirkPosition(world, quirks['rapidpro.path']) === 'included'
    ? serializeRun
    : serializeRunOmittingPath
}
