import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Status } from '../../world/model/outcome.ts'
import { countRunsByStatus } from '../../world/query/by-creation.ts'
import { MINUTE } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import {
  getFlowCreatedAt,
  getFlowModifiedAt,
  toFlowRows,
  createArrayReader,
  isInRange,
  type NumberedRow,
  type PageReader,
} from './list-page.ts'
import { isTruthy, parseTimeRange, parseUuidText } from './query.ts'
import { getServerVersion, quirks } from './quirks.ts'
import { formatDate } from './value-formats.ts'

type Flow = components['schemas']['Flow']
type Named = components['schemas']['Named']

/** Returns true for an unpublished flow, which cannot be started. */
export function isArchivedFlow(flow: number, world: World): boolean {
  return world.dataset.flows[flow]?.isPublished !== true
}

export function serializeNamedFlow(flow: number, world: World): Named {
  return { uuid: getIds(world).flow.encode(flow), name: getFlowText(flowContent, world, flow).name }
}

/** Serializes a flow as a row of flows.json, with the current counts of its runs. */
export function serializeFlow(flow: number, context: HandlerContext): Flow {
  const { world } = context
  const { timeToLive = 0 } = world.dataset.flows[flow] ?? {}
  return {
    ...serializeNamedFlow(flow, world),
    type: 'message',
    archived: isArchivedFlow(flow, world),
    labels: [],
    expires: timeToLive / MINUTE,
    runs: countRuns(flow, context),
    results: serializeResults(flow, world),
    parent_refs: [],
    created_on: formatDate(getFlowCreatedAt(flow, world), world),
    modified_on: formatDate(getFlowModifiedAt(flow, world), world),
  }
}

function countRuns(flow: number, { world, view }: HandlerContext): Flow['runs'] {
  const counts = countRunsByStatus(view, flow)
  const countByStatus = (status: Status) => counts.get(status) ?? 0
  const [interrupted, failed] = [countByStatus('cancelled'), countByStatus('failed')]
  const isMerged = getQuirkPosition(world, quirks['rapidpro.failed-runs']) === 'interrupted'
  return {
    active: countByStatus('queued'),
    waiting: countByStatus('running'),
    completed: countByStatus('completed'),
    expired: countByStatus('expired'),
    interrupted: isMerged ? interrupted + failed : interrupted,
    failed: isMerged ? 0 : failed,
  }
}

function serializeResults(flow: number, world: World): Flow['results'] {
  const questionCount = world.dataset.flows[flow]?.questions ?? 0
  return getFlowText(flowContent, world, flow)
    .questions.slice(0, questionCount)
    .map(({ key, name, answers }, index) => ({
      key,
      name,
      categories: Object.keys(answers),
      node_uuids: [getIds(world).node(flow, index)],
    }))
}

/** Reads flows.json: by creation, newest first unless `reverse` is set. `before` and `after` compare the last edit. */
export function createFlowsReader(context: HandlerContext): PageReader<NumberedRow> {
  const { world, request } = context
  const ascending = isTruthy(request.query.getLast('reverse'))
  const uuid = parseUuidText(request.query, getServerVersion(world))
  const range = parseTimeRange(request.query)
  if (range === null) return () => []
  const flows = world.dataset.flows
    .map(({ index }) => index)
    .filter((flow) => uuid === undefined || getIds(world).flow.encode(flow) === uuid)
    .filter((flow) => isInRange(getFlowModifiedAt(flow, world), range) && matchesTypeAndArchived(flow, context))
  return createArrayReader(toFlowRows(flows, ascending, world), ascending)
}

function matchesTypeAndArchived(flow: number, { world, request: { query } }: HandlerContext): boolean {
  const [type, archived] = [query.getLast('type') ?? '', query.getLast('archived') ?? '']
  return (type === '' || type === 'message') && (archived === '' || isTruthy(archived) === isArchivedFlow(flow, world))
}

const DEPENDENCIES = ['none', 'flows', 'all']

/** Exports the flows in `flow`, in the format of the flow editor. @throws {Problem} for an unknown kind of dependencies */
export function exportDefinitions({
  world,
  request: { origin, query },
}: HandlerContext): components['schemas']['Definitions'] {
  const dependencies = query.getLast('dependencies') ?? 'all'
  if (!DEPENDENCIES.includes(dependencies)) {
    throw new Problem('invalid', { text: `dependencies must be one of ${DEPENDENCIES.join(', ')}` })
  }
  const uuids = query.getAll('flow')
  const flows = world.dataset.flows.map(({ index }) => index)
  const selected = flows.filter((flow) => uuids.includes(getIds(world).flow.encode(flow)))
  return {
    version: '13',
    site: origin,
    flows: selected.map((flow) => exportFlow(flow, world)),
    campaigns: [],
    triggers: [],
    fields: [],
    groups: [],
  }
}

/** Exports a flow: each node sends a question and waits for the answer, the last one ends the run. */
function exportFlow(flow: number, world: World): components['schemas']['FlowDefinition'] {
  const { node, flow: flowIds } = getIds(world)
  const { questions: questionCount = 0, timeToLive = 0 } = world.dataset.flows[flow] ?? {}
  const { name, questions } = getFlowText(flowContent, world, flow)
  const asked = questions.slice(0, questionCount)
  const end = {
    uuid: node(flow, asked.length),
    actions: [],
    exits: [{ uuid: toPartUuid(node(flow, asked.length), 0) }],
  }
  const nodes = asked.map((question, index) => {
    const uuid = node(flow, index)
    const names = [...Object.keys(question.answers), 'Other']
    const exits = names.map((_, place) => ({
      uuid: toPartUuid(uuid, 2 * place),
      destination_uuid: node(flow, index + 1),
    }))
    const categories = names.map((category, place) => ({
      uuid: toPartUuid(uuid, 2 * place + 1),
      name: category,
      exit_uuid: toPartUuid(uuid, 2 * place),
    }))
    return {
      uuid,
      actions: [{ type: 'send_msg', uuid: toPartUuid(uuid, 2 * names.length), text: `${question.name}?` }],
      router: {
        type: 'switch',
        operand: '@input.text',
        wait: { type: 'msg' },
        result_name: question.name,
        cases: [],
        categories,
        default_category_uuid: categories.at(-1)?.uuid ?? '',
      },
      exits,
    }
  })
  return {
    uuid: flowIds.encode(flow),
    name,
    spec_version: '13.5.0',
    language: 'eng',
    type: 'messaging',
    revision: 1,
    expire_after_minutes: timeToLive / MINUTE,
    localization: {},
    nodes: [...nodes, end],
  }
}

/** The UUID of a part of a node: the node's, with the part's number in its last digits. */
function toPartUuid(node: string, part: number): string {
  const digits = (part + 1).toString(16).padStart(3, '0')
  return `${node.slice(0, -3)}${digits}`
}
