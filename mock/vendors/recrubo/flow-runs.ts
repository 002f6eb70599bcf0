import type { components } from '../../../spec/generated/recrubo.types.ts'
import { getFlowText, getVariables } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { RowSerializer } from '../../http/caches.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { WholeResource } from '../../wire/media-type.ts'
import { memoizeByNumber } from '../../world/collections/memoize.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { Run } from '../../world/model/run.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { serializeFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { serializeFullMessageThread, serializeMessageThread } from './message-threads.ts'
import { quirks } from './quirks.ts'

export type FlowRun = WholeResource<components['schemas']['FlowRun']>

/** The related resources that a document includes. */
export interface Inclusion {
  readonly flow: boolean
  readonly messageThread: boolean
}

type VendorStatus = FlowRun['attributes']['status']

const wireStatus = {
  queued: 'queued',
  running: 'running',
  completed: 'finished',
  expired: 'timeout',
  failed: 'exception',
  cancelled: 'cancelled',
} as const satisfies Record<Status, VendorStatus>

/** The vendor's name of each status; quirks decide two of them. */
export function getVendorStatuses(world: World): Readonly<Record<Status, VendorStatus>> {
  return {
    ...wireStatus,
    queued: getQuirkPosition(world, quirks['recrubo.new-status']),
    cancelled: getQuirkPosition(world, quirks['recrubo.cancelled-status']),
  }
}

const CREDITS_PER_MESSAGE = 3

/** The cost of a run in credits: one message to the candidate at the start, and one after each reply. */
export function computeCost(isStarted: boolean, replyCount: number): number {
  return isStarted ? CREDITS_PER_MESSAGE * (replyCount + 1) : 0
}

/** Returns the serializer of flow runs. Only included relationships carry resource linkage (`data`). */
export function selectFlowRunSerializer({ flow, messageThread }: Inclusion): RowSerializer<FlowRun> {
  return getSerializer((flow ? 1 : 0) + (messageThread ? 2 : 0))
}

/** One serializer for each inclusion: row caches are keyed by the function. */
const getSerializer = memoizeByNumber(4, (key) => createSerializer({ flow: key % 2 === 1, messageThread: key >= 2 }))

function createSerializer(inclusion: Inclusion): RowSerializer<FlowRun> {
  return (run, world, linkPrefix) => {
    const ids = getIds(world)
    const flowId = ids.flow.encode(run.flow.index)
    const messageThreadId = ids.messageThread.encode(run.contact)
    const flow = { links: { related: `${linkPrefix}/public/v2/flows/${flowId}` } }
    const thread = { links: { related: `${linkPrefix}/public/v2/message-threads/${messageThreadId}` } }
    return {
      id: ids.flowRun.encode(run.number),
      type: 'flowRuns',
      attributes: {
        createdAt: formatIsoSeconds(run.createdAt),
        updatedAt: formatIsoSeconds(run.modifiedAt),
        flowId,
        messageThreadId,
        state: getVariables(flowContent, world, run),
        initialMessage: serializeInitialMessage(run, world),
        status: getVendorStatuses(world)[run.status],
        cost: computeCost(run.startedAt !== null, run.repliesAt.length),
      },
      relationships: {
        flow: inclusion.flow ? { ...flow, data: { type: 'flows', id: flowId } } : flow,
        messageThread: inclusion.messageThread
          ? { ...thread, data: { type: 'messageThreads', id: messageThreadId } }
          : thread,
      },
    }
  }
}

/** The message that the client sent, otherwise the flow's template with the candidate's first name; {} without a name. */
function serializeInitialMessage(run: Run, world: World): JsonObject {
  if (run.input !== null) return run.input.initialMessage
  const { firstName } = world.getPerson(run.contact)
  if (firstName === null) return {}
  const parameters = [firstName, getFlowText(flowContent, world, run.flow.index).name].map((text) => ({
    type: 'text',
    text,
  }))
  const id = getIds(world).template.encode(run.flow.index)
  return { type: 'template', template: { id, components: [{ type: 'body', parameters }] } }
}

/** Serializes the included resources of the runs, each once. */
export function collectIncluded(runs: readonly Run[], inclusion: Inclusion, { world, linkPrefix }: HandlerContext) {
  const flows = new Map(runs.map((run) => [run.flow.index, run.flow]))
  const contacts = new Set(runs.map((run) => run.contact))
  const isFull = getQuirkPosition(world, quirks['recrubo.chatbot-paused']) === 'everywhere'
  const serializeThread = isFull ? serializeFullMessageThread : serializeMessageThread
  return [
    ...(inclusion.flow ? [...flows.values()].map((flow) => serializeFlow(flow, world, linkPrefix)) : []),
    ...(inclusion.messageThread ? [...contacts].map((contact) => serializeThread(contact, world, linkPrefix)) : []),
  ]
}
