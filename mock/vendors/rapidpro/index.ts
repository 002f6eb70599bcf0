import { operations } from '../../../spec/generated/rapidpro.operations.ts'
import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { Caller } from '../../http/handler-context.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { type RowSerializer, serializeRows } from '../../http/row-cache.ts'
import { defineVendor, type Handler } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { createAuth, PUBLIC_OPERATIONS } from './auth.ts'
import { createContactsReader, serializeContact } from './contacts.ts'
import { createStart, parseStartRequest } from './create-flow-start.ts'
import {
  createRootLinks,
  DOCUMENTATION_PATHS,
  negotiate,
  renderEndpointPage,
  renderRootPage,
  selectMediaType,
} from './documentation.ts'
import { faultProblems, listings } from './faults.ts'
import { flowContent } from './flow-content.ts'
import { createStartsReader, findNextStageChange, serializeFlowStart } from './flow-starts.ts'
import { listFlowRefs, listGroupRefs, serializeFlow, serializeGroup } from './flows-and-groups.ts'
import { getIds } from './ids.ts'
import { credential, vendorInfo } from './info.ts'
import { createArrayReader, createPageLinks, readListPage } from './list-page.ts'
import { problems } from './problems.ts'
import { isTruthy } from './query.ts'
import { getServerVersion, quirks } from './quirks.ts'
import { getRateLimit } from './rate-limit.ts'
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

/** What each operation answers. */
export const handlers: { readonly [Id in keyof Operations]: Handler<Operations[Id]> } = {
  listRuns(_, context) {
    const query = parseRunsQuery(context.request.query, context.world)
    const page = readRunsPage(context, query)
    const { next, previous } = createPageLinks(context, page)
    return {
      status: 200,
      body: { next, previous, results: serializeRows(context, page.rows, selectSerializer(query, context.world)) },
    }
  },
  listFlowStarts(_, context) {
    const page = readListPage(context, createStartsReader(context))
    const results = page.rows.map(({ start }) => serializeFlowStart(start, context.world))
    return {
      status: 200,
      body: { ...createPageLinks(context, page), results },
      validUntil: findNextStageChange(context),
    }
  },
  createFlowStart(_, context) {
    const request = parseStartRequest(context)
    if ('complaints' in request) return { status: 400, body: request.complaints }
    return { status: 201, body: serializeFlowStart(createStart(request, context), context.world, true) }
  },
  listFlows(_, context) {
    const ascending = isTruthy(context.request.query.getLast('reverse'))
    const page = readListPage(context, createArrayReader(listFlowRefs(context, ascending), ascending))
    const results = page.rows.map(({ number }) => serializeFlow(number, context))
    return { status: 200, body: { ...createPageLinks(context, page), results } }
  },
  listContacts(_, context) {
    const page = readListPage(context, createContactsReader(context))
    const results = page.rows.map(({ contact }) => serializeContact(contact, context))
    return { status: 200, body: { ...createPageLinks(context, page), results } }
  },
  writeContact(_, context) {
    const result = writeContact(context)
    if ('complaints' in result) return { status: 400, body: result.complaints }
    return { status: result.isNew ? 201 : 200, body: serializeContact(result.contact, context) }
  },
  listGroups(_, context) {
    const ascending = isTruthy(context.request.query.getLast('reverse'))
    const page = readListPage(context, createArrayReader(listGroupRefs(context, ascending), ascending))
    const results = page.rows.map(({ number }) => serializeGroup(number, context.world))
    return { status: 200, body: { ...createPageLinks(context, page), results } }
  },
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

function selectSerializer({ includesPaths }: RunsQuery, world: World): RowSerializer<Run> {
  if (includesPaths === false) return serializeRunWithNullPath
  return includesPaths === true || getQuirkPosition(world, quirks.path) === 'included'
    ? serializeRun
    : serializeRunOmittingPath
}

const ORGANIZATION_ID = '1'
const READ_METHODS = 'GET, HEAD, OPTIONS'
const READ_AND_CREATE_METHODS = 'GET, POST, HEAD, OPTIONS'

/** RapidPro and TextIt, version 9 or the newer line: pages of 250 behind opaque cursors, newest change first. */
export const rapidpro = defineVendor<Operations>({
  ...vendorInfo,
  runs: {
    formatId: ({ number }, world) => getIds(world).run.encode(number),
    parseId: (id, world) => getIds(world).run.decode(id.toLowerCase()),
  },
  flows: {
    formatId: (flow, world) => getIds(world).flow.encode(flow),
    parseId: (id, world) => getIds(world).flow.decode(id.toLowerCase()),
    getName: (flow, world) => getFlowText(flowContent, world, flow).name,
  },
  contacts: { formatId: (contact, world) => getIds(world).contact.encode(contact) },
  operations,
  handlers,
  pathAliases: {
    listRuns: ['/api/v2/runs.json/'],
    listFlowStarts: ['/api/v2/flow_starts.json/'],
    listFlows: ['/api/v2/flows.json/'],
    listContacts: ['/api/v2/contacts.json/'],
    listGroups: ['/api/v2/groups.json/'],
    readDocumentation: DOCUMENTATION_PATHS,
    readRoot: ['/api/v2/', '/api/v2'],
  },
  auth: createAuth([credential]),
  negotiate,
  selectRepresentation: (request, operation) =>
    PUBLIC_OPERATIONS.has(operation.id) ? (selectMediaType(request, operation) ?? undefined) : undefined,
  rawBodyOperations: ['createFlowStart', 'writeContact'],
  rateLimit: getRateLimit,
  supportsHead: false,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/rapidpro.document.ts')).document,
  listLayouts: listings,
  faultProblems,
  buildHeaders: createHeaders,
})

/** A path that the framework's router does not know gets none of the framework's headers. */
function createHeaders(
  caller: Caller | null,
  world: World,
  pathOperations: readonly OperationFacts[],
): Readonly<Record<string, string>> {
  if (pathOperations.length === 0) return {}
  const headers = { vary: 'Accept', allow: pathOperations.length === 1 ? READ_METHODS : READ_AND_CREATE_METHODS }
  if (caller?.token == null) return headers
  return getServerVersion(world) === 'v9'
    ? { ...headers, 'x-temba-org': ORGANIZATION_ID }
    : { ...headers, 'x-temba-workspace': getIds(world).workspace }
}
